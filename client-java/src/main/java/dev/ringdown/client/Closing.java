package dev.ringdown.client;

/**
 * The server is about to close the connection. Immutable.
 *
 * @param reconnectMillis how long to wait then
 */
record Closing(int code, long reconnectMillis) {
    /** 24 days; later is not believed. */
    private static final long LONGEST_MILLIS = Integer.MAX_VALUE;

    static Closing of(JsonObject message) {
        long millis = message.integer("reconnect");
        if (millis < 0) {
            throw new MalformedMessageException("reconnect: " + millis + " (expected: 0 or more)");
        }
        return new Closing((int) message.integer("code"), Math.min(millis, LONGEST_MILLIS));
    }
}
