package dev.ringdown.http;

import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes that are answered as they are, with a strong entity tag of their own. Immutable, thread-safe. */
public final class Document {
    private final String contentType;
    private final byte[] body;
    private final String tag;
    private final Map<String, String> headers;

    /** @param headers further headers of every answer that has the document, or says that it is the same */
    public Document(String contentType, byte[] body, Map<String, String> headers) {
        this.contentType = requireNonNull(contentType, "contentType");
        this.body = body.clone();
        this.tag = entityTag(body);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("ETag", tag);
        this.headers = Map.copyOf(all);
    }

    /** A strong one (RFC 9110 section 8.8.3). */
    private static String entityTag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Answers GET and HEAD with 200, or 304 to who has it; anything else with 405. What must be sent without its body, an
     * answer to HEAD or a 304, has one all the same: its length belongs into the head (RFC 9110 section 8.6).
     */
    public Answer answer(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Problem.of(405, "Method Not Allowed", "method: " + request.method() + " (expected: GET)")
                    .withHeader("Allow", "GET, HEAD")
                    .toAnswer();
        }
        return new Answer(isKnown(request.header("if-none-match")) ? 304 : 200, contentType, body, headers);
    }

    /** Whether the client has the document as it is (RFC 9110 section 13.1.2); a weak tag is as good. */
    private boolean isKnown(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null && (ifNoneMatch.strip().equals("*") || ifNoneMatch.contains(tag));
    }
}
