package dev.ringdown.http;

/** Some paths of a port, and what is read there: a page, documents. Thread-safe: event loops ask it. */
public interface Site {
    /** Whether requests for this path, which comes as it was sent and without the query, are its own to answer. */
    boolean cover(String path);

    /** Answers a request for a path that it {@link #cover}s, and does not block. */
    Answer answer(Request request);
}
