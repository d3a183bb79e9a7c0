package dev.ringdown.publish;

import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.Quoted;
import dev.ringdown.http.Request;
import java.util.HashMap;
import java.util.Map;

/** A CloudEvent in binary mode: its attributes are headers that start with {@code ce-}, and {@code Content-Type}. */
final class CloudEventHeaders {
    private static final String PREFIX = "ce-";
    private static final String DATA_CONTENT_TYPE = "datacontenttype";
    private static final String JSON = "application/json";

    private CloudEventHeaders() {}

    /** Whether any header says that this is a CloudEvent in binary mode. */
    static boolean present(Map<String, String> headers) {
        return headers.keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
    }

    /**
     * Name without prefix to value (CloudEvents, HTTP protocol binding 1.0 section 3.1).
     *
     * @throws InvalidEventException a header is there twice, or its value is not encoded as it should be
     */
    static Map<String, String> attributes(Request request) throws InvalidEventException {
        Map<String, String> attributes = new HashMap<>();
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            String name = header.getKey();
            if (name.startsWith(PREFIX)) {
                if (request.repeated().contains(name)) {
                    throw HeaderText.malformed(name, "given twice", "once");
                }
                attributes.put(name.substring(PREFIX.length()), HeaderText.decoded(name, header.getValue()));
            }
        }
        addContentType(request, attributes);
        return attributes;
    }

    /** The type of the data is that of the body (section 3.1.1); nothing is added for plain JSON. */
    private static void addContentType(Request request, Map<String, String> attributes) throws InvalidEventException {
        String type = request.header("content-type");
        String named = attributes.get(DATA_CONTENT_TYPE);
        if (named != null && !named.equals(type)) {
            throw HeaderText.malformed(PREFIX + DATA_CONTENT_TYPE, Quoted.of(named), "absent, Content-Type says it");
        }
        if (type != null && !type.isBlank() && !type.equals(JSON)) {
            attributes.put(DATA_CONTENT_TYPE, type.strip());
        }
    }
}
