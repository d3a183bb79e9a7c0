package dev.ringdown.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Lets nothing through below a warning from the threads of one group: there the product does something for its own sake, and what
 * is told of its clients would be taken for what real ones do. Stateless.
 */
public final class QuietThreads extends Filter<ILoggingEvent> {
    /** The group; threads belong to that of whoever makes them. */
    public static final String GROUP = "warm-up";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        return group != null
                        && group.getName().equals(GROUP)
                        && !event.getLevel().isGreaterOrEqual(Level.WARN)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
