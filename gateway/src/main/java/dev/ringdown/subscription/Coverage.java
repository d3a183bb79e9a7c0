package dev.ringdown.subscription;

import dev.ringdown.log.LogEntry;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;

/**
 * What a filter asked for, on a stretch of the log: everything that matches in it has been sent, or is sure to be. Immutable.
 *
 * @param afterOffset where the stretch begins, exclusive
 * @param lastOffset where it ends, inclusive
 */
record Coverage(TopicFilter filter, TypeFilter types, long afterOffset, long lastOffset) {
    boolean contains(LogEntry entry) {
        return entry.offset() > afterOffset
                && entry.offset() <= lastOffset
                && types.matches(entry.type())
                && filter.matches(entry.topics(), entry.type());
    }
}
