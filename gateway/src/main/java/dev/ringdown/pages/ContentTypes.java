package dev.ringdown.pages;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The media types of the files that pages are made of, by the ending of their names. Stateless. */
final class ContentTypes {
    private static final Map<String, String> BY_ENDING = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/vnd.microsoft.icon",
            "woff2", "font/woff2",
            "webmanifest", "application/manifest+json",
            "txt", "text/plain; charset=utf-8");

    private ContentTypes() {}

    /** The type of a file, or null if its ending is not known. */
    static @Nullable String of(String file) {
        return BY_ENDING.get(file.substring(file.lastIndexOf('.') + 1));
    }
}
