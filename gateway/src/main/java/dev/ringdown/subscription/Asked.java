package dev.ringdown.subscription;

import dev.ringdown.log.LogEntry;
import dev.ringdown.routing.Interest;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import org.jspecify.annotations.Nullable;

/**
 * A filter that a receiver asks for, with types: one interest, however many topics mean it. Confined to the session's event
 * loop.
 */
final class Asked {
    private final Interest interest;

    /** Events after this one are meant; nothing is until somebody says since when. */
    private long sinceOffset = Long.MAX_VALUE;

    /** How many topics mean it. */
    int topics;

    /** The next one of those that {@link Interests} keeps together. */
    @Nullable
    Asked next;

    Asked(Interest interest) {
        this.interest = interest;
    }

    Interest interest() {
        return interest;
    }

    TopicFilter filter() {
        return interest.filter();
    }

    TypeFilter types() {
        return interest.types();
    }

    boolean is(TopicFilter filter, TypeFilter types) {
        return interest.filter().equals(filter) && interest.types().equals(types);
    }

    /** Events after this one are meant, or after an earlier one that was named before. */
    void since(long offset) {
        sinceOffset = Math.min(sinceOffset, offset);
    }

    long sinceOffset() {
        return sinceOffset;
    }

    /** Whether an event of this type is meant, if the filter means its topics. */
    boolean meansType(String type) {
        return filter().types().matches(type) && types().matches(type);
    }

    /** Whether an entry is new enough to be meant. */
    boolean isSince(LogEntry entry) {
        return entry.offset() > sinceOffset;
    }

    /** What has been covered once everything up to an offset has been sent. */
    Coverage upTo(long lastOffset) {
        return new Coverage(filter(), types(), sinceOffset, lastOffset);
    }
}
