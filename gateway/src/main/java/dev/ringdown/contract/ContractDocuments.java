package dev.ringdown.contract;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Document;
import dev.ringdown.http.Request;
import dev.ringdown.http.Site;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers {@code /v1.0/asyncapi.yaml}, {@code /v1.0/openapi.yaml} and {@code /v1.0/schemas/…}, where the references
 * between them lead. Anybody may read them, pages of any origin too. Immutable.
 */
public final class ContractDocuments implements Site {
    private static final String FOLDER = "/v1.0/";
    private static final List<String> APIS = List.of("asyncapi", "openapi");
    private static final List<String> SCHEMAS = List.of(
            "acknowledgement",
            "authenticate",
            "authenticated",
            "client-message",
            "closing",
            "common",
            "control-message",
            "envelope",
            "enveloped-event",
            "error",
            "event",
            "expiring",
            "explain",
            "explained",
            "gap",
            "heartbeat",
            "line-refusal",
            "ping",
            "pong",
            "problem",
            "published-event",
            "revocation",
            "server-message",
            "session",
            "sessions",
            "subscribe",
            "subscribed",
            "trace",
            "unsubscribe",
            "unsubscribed",
            "welcome");

    private final Map<String, Document> byPath = new HashMap<>();

    private ContractDocuments() {
        APIS.forEach(name -> read(name + ".yaml", "application/yaml"));
        SCHEMAS.forEach(name -> read("schemas/" + name + ".json", "application/schema+json"));
    }

    /** Reads them all. */
    public static ContractDocuments load() {
        return new ContractDocuments();
    }

    private void read(String file, String contentType) {
        try (InputStream resource = ContractDocuments.class.getResourceAsStream(file)) {
            byte[] text = requireNonNull(resource, file).readAllBytes();
            Map<String, String> headers = Map.of(
                    "Cache-Control", "public, max-age=300", // then a cache asks with the tag
                    "Access-Control-Allow-Origin", "*");
            byPath.put(FOLDER + file, new Document(contentType, text, headers));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + file, e);
        }
    }

    /** Whether one of them is there. */
    @Override
    public boolean cover(String path) {
        return byPath.containsKey(path);
    }

    @Override
    public Answer answer(Request request) {
        return requireNonNull(byPath.get(request.path()), "document").answer(request);
    }
}
