package dev.ringdown.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.ExitCode;

/** What the server answered to a published event. Immutable. */
record PublishAnswer(HttpResponse<?> response, String body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_BODY_BYTES = 64 * 1024;

    /** Reads the body, or as much of it as anybody would read. */
    static PublishAnswer read(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            return new PublishAnswer(response, new String(in.readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8));
        }
    }

    /**
     * Prints the answer: a stored event on standard output, a refusal on standard error.
     *
     * @param hints what to look at, by status
     * @return the exit code
     */
    int print(StandardStreams streams, Map<Integer, String> hints) {
        int status = response.statusCode();
        if (status < 200 || status > 299) {
            Refusal refusal = Refusal.of(response, body);
            streams.note("not published: the server answered " + refusal);
            String hint = hints.getOrDefault(status, refusal.whenToRetry());
            if (!hint.isEmpty()) {
                streams.note(hint);
            }
            return ExitCode.SOFTWARE;
        }
        streams.out().print(stored(status) + "\n");
        streams.out().flush();
        return ExitCode.OK;
    }

    private String stored(int status) {
        JsonNode answer = parsed();
        String id = answer.path("id").asText();
        String sequence = answer.path("sequence").asText();
        boolean known = !id.isEmpty() && !sequence.isEmpty() && (status == 200 || status == 202);
        if (!known) {
            return TerminalText.escape("answered " + status + (body.isBlank() ? "" : ": " + body.strip()));
        }
        String position = "id=" + TerminalText.escape(id) + " sequence=" + TerminalText.escape(sequence);
        return status == 200 ? "duplicate " + position + " (not delivered again)" : "published " + position;
    }

    private JsonNode parsed() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode(); // shown as it is
        }
    }
}
