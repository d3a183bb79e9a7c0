package dev.ringdown.publish;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The attributes of a CloudEvent in binary mode: headers that start with {@code ce-}. */
final class CloudEventHeaders {
    private static final String PREFIX = "ce-";

    private CloudEventHeaders() {}

    /** Whether any header says that this is a CloudEvent in binary mode. */
    static boolean present(Map<String, String> headers) {
        return headers.keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
    }

    /**
     * Name without prefix to value, percent-decoded (CloudEvents HTTP binding 1.0 section 3.1.3.2).
     *
     * @throws IllegalArgumentException a value has a broken percent-encoding
     */
    static Map<String, String> attributes(Map<String, String> headers) {
        Map<String, String> attributes = new HashMap<>();
        headers.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                // URLDecoder decodes forms too, where a plus is a space; in a header it is a plus.
                attributes.put(
                        name.substring(PREFIX.length()),
                        URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        });
        return attributes;
    }
}
