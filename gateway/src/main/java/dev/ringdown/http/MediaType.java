package dev.ringdown.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The part of a {@code Content-Type} that says what it is. */
final class MediaType {
    private MediaType() {}

    /** The type in lower case, without parameters; empty for null. */
    static String essence(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
