package dev.ringdown.publish;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.log.Appended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** Writes the acknowledgements of the log as answers. Stateless. */
public final class PublishAnswers {
    private static final int ACCEPTED = 202;
    private static final int SEEN_BEFORE = 200;
    private static final JsonFactory JSON = new JsonFactory();

    private PublishAnswers() {}

    /** 202 for an event that was stored, 200 for one that had been already. */
    public static Answer single(Appended place) {
        return answer(place.duplicate() ? SEEN_BEFORE : ACCEPTED, json -> write(json, place));
    }

    /** One array in the order of the batch; 200 if nothing of it was stored now. */
    static Answer batch(List<Appended> places) {
        boolean nothingNew = places.stream().allMatch(Appended::duplicate);
        return answer(nothingNew ? SEEN_BEFORE : ACCEPTED, json -> {
            json.writeStartArray();
            for (Appended place : places) {
                write(json, place);
            }
            json.writeEndArray();
        });
    }

    /** The answer to one line that was stored. */
    static byte[] line(Appended place) {
        return line(json -> write(json, place));
    }

    /** The answer to one line that was refused: a problem, and which line of the stream it was, counted from 1. */
    static byte[] line(Problem problem, int number) {
        return line(json -> {
            json.writeStartObject();
            json.writeNumberField("line", number);
            json.writeNumberField("status", problem.status());
            json.writeStringField("title", problem.title());
            json.writeStringField("detail", problem.detail());
            if (problem.limit() != null) {
                json.writeStringField("limit", problem.limit().key());
            }
            if (problem.isMaybeStored()) {
                json.writeStringField("stored", Problem.UNKNOWN);
            }
            json.writeEndObject();
        });
    }

    private static byte[] line(Body body) {
        byte[] json = write(body);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static void write(JsonGenerator json, Appended place) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", place.id());
        json.writeStringField("sequence", place.sequence().toString());
        if (place.duplicate()) {
            json.writeBooleanField("duplicate", true);
        }
        json.writeEndObject();
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static Answer answer(int status, Body body) {
        return Answer.json(status, write(body));
    }

    private static byte[] write(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        return out.toByteArray();
    }
}
