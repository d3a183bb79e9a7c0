package dev.ringdown.bench.load;

import java.net.InetSocketAddress;

/**
 * Where and how events are published. Immutable.
 *
 * @param to the internal port
 * @param key of the publisher
 * @param eventBytes of the posted JSON of one event
 */
public record Publication(InetSocketAddress to, String key, int eventBytes) {
    public Publication {
        if (eventBytes < EventTemplate.LEAST_EVENT_BYTES || eventBytes > EventTemplate.MOST_EVENT_BYTES) {
            throw new IllegalArgumentException("--event-bytes: " + eventBytes + " (expected: "
                    + EventTemplate.LEAST_EVENT_BYTES + " to " + EventTemplate.MOST_EVENT_BYTES + ')');
        }
    }

    /** The head of a request with a body of so many bytes. */
    public String head(String path, String mediaType, int bytes) {
        return head(path, mediaType, "Content-Length: " + bytes);
    }

    /** The head of a request whose body comes in chunks. */
    String streamHead(String path, String mediaType) {
        return head(path, mediaType, "Transfer-Encoding: chunked");
    }

    private String head(String path, String mediaType, String length) {
        String authorization = key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n";
        return "POST " + path + " HTTP/1.1\r\nHost: " + to.getHostString() + ':' + to.getPort() + "\r\n" + authorization
                + "Content-Type: " + mediaType + "\r\n" + length + "\r\n\r\n";
    }
}
