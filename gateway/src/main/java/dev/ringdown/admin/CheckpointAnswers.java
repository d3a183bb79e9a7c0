package dev.ringdown.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringdown.http.Answer;
import dev.ringdown.log.Checkpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes what nodes are told of checkpoints. Stateless. */
final class CheckpointAnswers {
    private static final JsonFactory JSON = new JsonFactory();

    private CheckpointAnswers() {}

    /** Its id, and its files with their lengths. */
    static Answer begun(Checkpoint checkpoint) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("id", checkpoint.id());
            json.writeArrayFieldStart("files");
            for (Checkpoint.File file : checkpoint.files()) {
                json.writeStartObject();
                json.writeStringField("name", file.name());
                json.writeNumberField("bytes", file.bytes());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return Answer.json(201, out.toByteArray());
    }
}
