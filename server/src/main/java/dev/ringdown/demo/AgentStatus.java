package dev.ringdown.demo;

import java.util.Locale;

/** What an agent is doing. */
enum AgentStatus {
    /** Not at work. */
    OFFLINE,
    /** Ready to take a call. */
    AVAILABLE,
    /** Reserved for a call, on it, or writing down what it was about. */
    BUSY,
    /** At work, but on a break. */
    AWAY;

    /** As events spell it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
