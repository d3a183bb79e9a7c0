package dev.ringdown.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** A line for each connection that has been, once it is gone. Thread-safe. */
public final class AccessLog {
    /** The name of the logger; whoever configures the log sends it elsewhere by that. */
    public static final String LOGGER = "dev.ringdown.access";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private AccessLog() {}

    /** Whether lines are written; if not, nothing needs to be kept for them. */
    public static boolean isOn() {
        return LOG.isInfoEnabled();
    }

    /** Begins a line: each fact is a pair of a name and a value, and {@code log} ends it. */
    public static LoggingEventBuilder line() {
        return LOG.atInfo();
    }
}
