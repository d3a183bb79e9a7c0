package dev.ringdown.topic;

/** Whose events a topic speaks of: the first segment of every full topic. */
public enum Scope {
    CUSTOMER("customer_id"),
    AGENT("agent_id");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The scope as it is written in a topic. */
    public String text() {
        return text;
    }
}
