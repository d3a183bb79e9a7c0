package dev.ringdown.bench.compare;

import java.util.List;

/**
 * What is done to every server alike. Immutable.
 *
 * @param name for options and files
 * @param title for people
 * @param connections that subscribe
 * @param topics to which they subscribe in turn
 * @param publishers connections that publish
 * @param window events not yet delivered to everybody, if it goes flat out; else 0
 * @param eventsPerSecond if it goes at a rate; else 0
 */
public record Trial(
        String name, String title, int connections, int topics, int publishers, int window, int eventsPerSecond) {
    /** All of them, in the order of tables. */
    public static final List<Trial> ALL = List.of(
            new Trial("fanout-1000", "One topic, 1,000 connections, 32 events outstanding", 1_000, 1, 1, 32, 0),
            new Trial("fanout-10000", "One topic, 10,000 connections, 32 events outstanding", 10_000, 1, 1, 32, 0),
            new Trial(
                    "selective-10000",
                    "10,000 connections with a topic each, 256 events outstanding",
                    10_000,
                    10_000,
                    4,
                    256,
                    0),
            new Trial("rate-100", "One topic, 1,000 connections, 100 events/s", 1_000, 1, 1, 0, 100),
            new Trial("rate-400", "One topic, 1,000 connections, 400 events/s", 1_000, 1, 1, 0, 400));

    /** Half a second of events that are not delivered is more than being late. */
    private static final double BEHIND_SECONDS = 0.5;

    /** How many get each event. */
    public int deliveriesPerEvent() {
        return connections / topics;
    }

    public boolean isFlatOut() {
        return eventsPerSecond == 0;
    }

    /** Whether a server that has so many events to deliver yet cannot keep up. */
    public boolean isBehind(double backlogEvents) {
        return !isFlatOut() && backlogEvents > eventsPerSecond * BEHIND_SECONDS;
    }
}
