package dev.ringdown.audit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** A line for each thing that an operator has done, or that was done in place of one. Thread-safe. */
public final class AuditLog {
    /** The name of the logger; whoever configures the log sends it elsewhere by that. */
    public static final String LOGGER = "dev.ringdown.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private AuditLog() {}

    /**
     * Begins the line of something that has been done: further facts are pairs of a name and a value, and {@code log} ends it with
     * a few stable words. Docs/operating.md lists the actions and their facts.
     *
     * @param action what was done to what, such as {@code session.close}
     * @param operator the name of the key of who did it, never the key; null: the node itself
     */
    public static LoggingEventBuilder line(String action, @Nullable String operator) {
        LoggingEventBuilder line = LOG.atInfo().addKeyValue("action", action);
        return operator == null ? line : line.addKeyValue("operator", operator);
    }
}
