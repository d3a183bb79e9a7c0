package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

/**
 * Says when more has to begin, so that in the long run as many events come out as were asked for. It counts what was
 * published and what the lifecycles that have begun will still publish, as far as one knows; what a lifecycle published
 * less or more than it promised is made good by the following ones. Confined to the thread of its world.
 */
final class Demand {
    /** From the beginning of a lifecycle to one of its events, on average over all events; measured. */
    private static final double SECONDS_TO_EVENT = 22;

    private final Pace pace;
    private final double nanosToEvent;

    private long published;
    private long promised;

    Demand(Pace pace) {
        this.pace = requireNonNull(pace, "pace");
        this.nanosToEvent = pace.nanos(SECONDS_TO_EVENT);
    }

    void promise(int events) {
        promised += events;
    }

    /** Promised events will not come. */
    void withdraw(int events) {
        promised -= events;
    }

    void countPublished() {
        published++;
    }

    /** How many events nobody has begun to bring about yet, though they are due; negative if none. */
    double missing(long nowNanos) {
        return pace.eventsBy(nowNanos) + headStart(nowNanos) - published - promised;
    }

    /** In how long to ask again: when events will be missing, but at once is too soon, or beginnings come in heaps. */
    long nanosToNext(long nowNanos) {
        return 1 + pace.nanosFor(Math.max(1, -missing(nowNanos)));
    }

    /**
     * In the steady state so many events are promised and not yet published. An empty centre first has to get there:
     * at once would be a rush, and never would leave it short of events until the first lifecycles end.
     */
    private double headStart(long nowNanos) {
        return pace.eventsBy((long) nanosToEvent) * (1 - Math.exp(-nowNanos / nanosToEvent));
    }
}
