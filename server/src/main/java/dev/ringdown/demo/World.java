package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What all lifecycles share: virtual time, chance, and where their events go. Confined to the thread that asks for the
 * next event.
 */
final class World {
    /** The timestamp of what has not happened yet. */
    static final String NEVER = "9999-01-01 00:00:00.000000";

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final Schedule schedule = new Schedule();
    private final Deque<DemoEvent> happened = new ArrayDeque<>();
    private final Pace pace;
    private final Chance chance;
    private final Demand demand;

    private Instant openedAt;

    /** @param openedAt what the clocks of this world show at the beginning of its virtual time */
    World(Pace pace, Chance chance, Instant openedAt) {
        this.pace = requireNonNull(pace, "pace");
        this.chance = requireNonNull(chance, "chance");
        this.demand = new Demand(pace);
        this.openedAt = requireNonNull(openedAt, "openedAt");
    }

    Chance chance() {
        return chance;
    }

    Demand demand() {
        return demand;
    }

    long nowNanos() {
        return schedule.nowNanos();
    }

    /** The present moment as resources show it. */
    String timestamp() {
        return TIMESTAMP.format(openedAt.plusNanos(schedule.nowNanos()));
    }

    /** Milliseconds of virtual time since then. */
    long millisSince(long nanos) {
        return (schedule.nowNanos() - nanos) / 1_000_000;
    }

    /** Puts the clocks forward without letting anything happen; virtual time does not notice. */
    void standStill(Duration duration) {
        openedAt = openedAt.plus(duration);
    }

    /** Plans a step for a moment that people would reach in so many seconds. */
    void after(double leastSeconds, double mostSeconds, Runnable step) {
        afterNanos(pace.nanos(chance.between(leastSeconds, mostSeconds)), step);
    }

    void afterNanos(long nanos, Runnable step) {
        schedule.after(nanos, step);
    }

    void publish(UUID customerId, String type, String body) {
        happened.add(new DemoEvent(customerId, schedule.nowNanos(), type, body));
    }

    /** The next event that already happened, or null if a step has to run first. */
    @Nullable
    DemoEvent poll() {
        return happened.poll();
    }

    void runNextStep() {
        schedule.runNext();
    }
}
