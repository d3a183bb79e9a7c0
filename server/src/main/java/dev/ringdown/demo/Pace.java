package dev.ringdown.demo;

/**
 * How fast the contact centre lives. Up to {@link #NATURAL_EVENTS_PER_SECOND} people take the time that people take,
 * and a lower rate means that less happens; beyond it everybody is busy, so a higher rate makes everything quicker.
 * Immutable.
 */
record Pace(double eventsPerSecond) {
    /** What three customers' agents produce at the speed of people when they are well occupied, but not swamped. */
    static final double NATURAL_EVENTS_PER_SECOND = 5;

    private static final double MAX_EVENTS_PER_SECOND = 100_000;
    private static final double NANOS_PER_SECOND = 1e9;

    Pace {
        if (!(eventsPerSecond > 0 && eventsPerSecond <= MAX_EVENTS_PER_SECOND)) { // as written, it refuses NaN too
            throw new IllegalArgumentException("eventsPerSecond: " + eventsPerSecond
                    + " (expected: more than 0, at most " + (int) MAX_EVENTS_PER_SECOND + ")");
        }
    }

    /** How many seconds of these people's lives pass in a second; 1 or more. */
    double speed() {
        return Math.max(1, eventsPerSecond / NATURAL_EVENTS_PER_SECOND);
    }

    /** How long something takes here that would take people so many seconds. */
    long nanos(double naturalSeconds) {
        return (long) (naturalSeconds / speed() * NANOS_PER_SECOND);
    }

    /** How many events are due by then. */
    double eventsBy(long nanos) {
        return eventsPerSecond * nanos / NANOS_PER_SECOND;
    }

    /** When so many events are due. */
    long nanosFor(double events) {
        return (long) (events / eventsPerSecond * NANOS_PER_SECOND);
    }
}
