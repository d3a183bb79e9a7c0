package dev.ringdown.tests.support;

/** A WebSocket client that others wrote, connected. */
public interface Client extends AutoCloseable {
    /** Sends a text message. */
    void send(String text);

    /** The next text message, waited for. */
    String next();

    /** Closes with 1000; the server must agree. */
    @Override
    void close();
}
