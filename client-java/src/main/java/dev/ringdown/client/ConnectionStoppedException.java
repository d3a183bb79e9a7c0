package dev.ringdown.client;

/** A connection was lost for a reason for which it does not come back by itself. */
public final class ConnectionStoppedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient State state;

    ConnectionStoppedException(State state) {
        super("the connection has stopped: " + state.code() + " " + state.reason(), state.failure());
        this.state = state;
    }

    /** How the connection was when it stopped. */
    public State state() {
        return state;
    }
}
