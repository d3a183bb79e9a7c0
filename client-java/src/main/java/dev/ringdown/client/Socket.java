package dev.ringdown.client;

/** One WebSocket, from the attempt to open it to its end. Confined to its loop. */
interface Socket {
    /** Sends a text; a failure ends the socket. */
    void send(String text);

    /** Closes it with 1000, whatever it is doing; its listener hears nothing from here on. */
    void close();
}
