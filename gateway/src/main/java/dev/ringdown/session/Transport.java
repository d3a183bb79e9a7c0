package dev.ringdown.session;

import dev.ringdown.metrics.GatewayMetrics;

/** Over what a session's client is connected. */
public enum Transport {
    WEBSOCKET(GatewayMetrics.WEBSOCKET),

    /** Server-Sent Events: a response that does not end. The client has said everything in its request. */
    SSE(GatewayMetrics.SSE);

    private final String text;

    Transport(String text) {
        this.text = text;
    }

    /** The word in metrics and in what operators are told. */
    public String text() {
        return text;
    }
}
