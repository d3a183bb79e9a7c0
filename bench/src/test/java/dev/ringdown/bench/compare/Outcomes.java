package dev.ringdown.bench.compare;

import java.util.Map;

/** Outcomes for tests. */
final class Outcomes {
    private Outcomes() {}

    static Outcome flatOut(String peer, int round, double deliveriesPerSecond) {
        return new Outcome(
                "fanout-1000",
                peer,
                "The " + peer,
                round,
                Map.of(
                        Measure.DELIVERIES_PER_SECOND, deliveriesPerSecond,
                        Measure.USER_SECONDS_PER_MILLION, 0.25,
                        Measure.SYSTEM_SECONDS_PER_MILLION, 0.5,
                        Measure.RSS_MEBIBYTES, 64.0,
                        Measure.BENCH_PERCENT, 70.0),
                "");
    }

    static Outcome atRate(String peer, double p99Millis, double backlogEvents) {
        return new Outcome(
                "rate-100",
                peer,
                "The " + peer,
                1,
                Map.of(
                        Measure.DELIVERIES_PER_SECOND,
                        100_000.0,
                        Measure.P50_MILLIS,
                        p99Millis / 2,
                        Measure.P99_MILLIS,
                        p99Millis,
                        Measure.BACKLOG_EVENTS,
                        backlogEvents),
                "");
    }

    static Outcome faulty(String peer, Measure fault, double count, String story) {
        return new Outcome("fanout-1000", peer, "The " + peer, 2, Map.of(fault, count), story);
    }
}
