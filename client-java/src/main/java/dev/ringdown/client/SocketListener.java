package dev.ringdown.client;

/** Who is told what happens on a socket. Called on the loop. */
interface SocketListener {
    /** The handshake is done; the subprotocol is empty if the server chose none. */
    void onOpen(String subprotocol);

    /** A whole message; the next ones are read from the network as these return. */
    void onText(String text);

    /** It has ended, or could not be opened. Nothing comes after that. */
    void onEnd(Ending ending);
}
