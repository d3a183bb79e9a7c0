package dev.ringdown.contract;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /v1.0/asyncapi.yaml}, {@code /v1.0/openapi.yaml} and {@code /v1.0/schemas/…}, where the references
 * between them lead. Anybody may read them, pages of any origin too. Immutable.
 */
public final class ContractDocuments {
    private static final String FOLDER = "/v1.0/";
    private static final List<String> APIS = List.of("asyncapi", "openapi");
    private static final List<String> SCHEMAS = List.of(
            "acknowledgement",
            "authenticate",
            "authenticated",
            "client-message",
            "closing",
            "common",
            "envelope",
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
            "server-message",
            "session",
            "sessions",
            "subscribe",
            "subscribed",
            "trace",
            "unsubscribe",
            "unsubscribed",
            "welcome");

    private record Document(String contentType, byte[] text, Map<String, String> headers) {}

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
                    "ETag", entityTag(text),
                    "Cache-Control", "public, max-age=300", // then a cache asks with the tag
                    "Access-Control-Allow-Origin", "*");
            byPath.put(FOLDER + file, new Document(contentType, text, headers));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + file, e);
        }
    }

    /** A strong one (RFC 9110 section 8.8.3). */
    private static String entityTag(byte[] text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether one of them is there. */
    public boolean has(String path) {
        return byPath.containsKey(path);
    }

    /**
     * Answers a request for a path that {@link #has} one. What must be sent without its body, an answer to HEAD or a 304,
     * has one all the same: its length belongs into the head (RFC 9110 section 8.6).
     */
    public Answer answer(Request request) {
        Document document = requireNonNull(byPath.get(request.path()), "document");
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Problem.of(405, "Method Not Allowed", "method: " + request.method() + " (expected: GET)")
                    .withHeader("Allow", "GET, HEAD")
                    .toAnswer();
        }
        int status = isKnown(request.header("if-none-match"), document) ? 304 : 200;
        return new Answer(status, document.contentType, document.text, document.headers);
    }

    /** Whether the client has the document as it is (RFC 9110 section 13.1.2); a weak tag is as good. */
    private static boolean isKnown(@Nullable String ifNoneMatch, Document document) {
        return ifNoneMatch != null
                && (ifNoneMatch.strip().equals("*")
                        || ifNoneMatch.contains(requireNonNull(document.headers.get("ETag"), "tag")));
    }
}
