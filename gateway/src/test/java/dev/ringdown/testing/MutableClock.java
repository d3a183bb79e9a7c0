package dev.ringdown.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until the test moves it. Confined to the test. */
public final class MutableClock extends Clock {
    /** Where every such clock starts. */
    public static final Instant START = Instant.parse("2026-11-23T10:15:30Z");

    private Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration time) {
        now = now.plus(time);
    }

    public void set(Instant instant) {
        now = instant;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("zone: " + zone + " (expected: only UTC is asked for)");
    }
}
