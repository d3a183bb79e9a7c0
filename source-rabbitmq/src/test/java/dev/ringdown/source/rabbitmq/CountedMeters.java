package dev.ringdown.source.rabbitmq;

import dev.ringdown.event.InvalidEventException;
import dev.ringdown.protocol.Limit;
import java.util.ArrayList;
import java.util.List;

/** Meters that a test can read. Confined to the test's thread. */
final class CountedMeters implements RabbitmqMeters {
    boolean connected;
    int taken;
    int unacknowledged;
    int unreadable;
    int appendsFailed;
    int lost;
    long waiting;
    long buried;
    final List<Limit> full = new ArrayList<>();

    @Override
    public void connected(boolean now) {
        connected = now;
    }

    @Override
    public void taken() {
        taken++;
    }

    @Override
    public void unacknowledged(int now) {
        unacknowledged = now;
    }

    @Override
    public void unreadable(InvalidEventException why) {
        unreadable++;
    }

    @Override
    public void appendFailed() {
        appendsFailed++;
    }

    @Override
    public void lost() {
        lost++;
    }

    @Override
    public void depths(long waitingNow, long buriedNow) {
        waiting = waitingNow;
        buried = buriedNow;
    }

    @Override
    public void full(Limit limit) {
        full.add(limit);
    }
}
