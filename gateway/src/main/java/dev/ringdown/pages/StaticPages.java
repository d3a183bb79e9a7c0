package dev.ringdown.pages;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Document;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.http.Site;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a resource folder under a prefix of the URL, readable by everybody. All of them are read at the start, and a
 * path is only looked up among them, as it was sent: none leads out of the folder.
 *
 * <p>A browser may run, show and load only what comes from the same place (Content Security Policy, level 3), and asks
 * with the entity tag before it uses a file again, so that a page is always of one version. Immutable, thread-safe.
 */
public final class StaticPages implements Site {
    private static final String INDEX = "index.html";

    private final String prefix;
    private final Map<String, Document> byPath = new HashMap<>();

    private StaticPages(String prefix, Map<String, byte[]> files, List<String> connectSources) {
        this.prefix = prefix;
        Map<String, String> headers = headers(connectSources);
        files.forEach((file, bytes) -> {
            String contentType = ContentTypes.of(file);
            if (contentType == null) {
                throw new IllegalArgumentException(file + ": a file of a type that is not known");
            }
            Document document = new Document(contentType, bytes, headers);
            byPath.put(prefix + file, document);
            if (file.equals(INDEX)) {
                byPath.put(prefix, document);
            }
        });
    }

    /**
     * Reads them.
     *
     * @param prefix where they stand, such as {@code /console/}
     * @param folder where they are on the class path, such as {@code dev/ringdown/console}; it has an {@code index.html}
     * @param connectSources where scripts may connect to besides the port that serves the pages, as CSP's
     *     {@code connect-src} has it
     */
    public static StaticPages load(String prefix, String folder, List<String> connectSources) {
        if (!prefix.startsWith("/") || !prefix.endsWith("/") || prefix.length() < 3) {
            throw new IllegalArgumentException("prefix: " + prefix + " (expected: /<name>/)");
        }
        return new StaticPages(prefix, ResourceFolder.read(folder, INDEX), connectSources);
    }

    private static Map<String, String> headers(List<String> connectSources) {
        String connect = String.join(" ", connectSources);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                        + " manifest-src 'self'; connect-src 'self'" + (connect.isEmpty() ? "" : ' ' + connect)
                        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cache-Control", "no-cache");
        return headers;
    }

    /** Where they stand, with a slash on either side. */
    public String prefix() {
        return prefix;
    }

    /** Whether requests for this path are theirs to answer; also without the last slash of the prefix. */
    @Override
    public boolean cover(String path) {
        return path.startsWith(prefix) || isPrefixWithoutSlash(path);
    }

    private boolean isPrefixWithoutSlash(String path) {
        return path.length() == prefix.length() - 1 && prefix.startsWith(path);
    }

    /** Answers a request for a path that they {@link #cover}: a file, a redirect to the prefix, 404 or 405. */
    @Override
    public Answer answer(Request request) {
        if (isPrefixWithoutSlash(request.path())) {
            return redirect();
        }
        @Nullable Document document = byPath.get(request.path());
        return document == null
                ? Problem.of(404, "Not Found", "no such file (expected: one of " + prefix + ")")
                        .withHeader("X-Content-Type-Options", "nosniff")
                        .toAnswer()
                : document.answer(request);
    }

    /** Relative addresses in a page only hold below the prefix. */
    private Answer redirect() {
        byte[] body = (prefix + '\n').getBytes(StandardCharsets.UTF_8);
        return new Answer(308, "text/plain; charset=utf-8", body, Map.of("Location", prefix));
    }
}
