package dev.ringdown.subscription;

import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The replays on their way to one feed; most feeds have none. Immutable, but for the replays in it. */
final class ReplayList {
    static final ReplayList NONE = new ReplayList(List.of());

    private final List<Replay> replays;

    private ReplayList(List<Replay> replays) {
        this.replays = replays;
    }

    ReplayList with(Replay replay) {
        List<Replay> more = new ArrayList<>(replays);
        more.add(replay);
        return new ReplayList(List.copyOf(more));
    }

    ReplayList without(Replay ended) {
        List<Replay> fewer = replays.stream().filter(replay -> replay != ended).toList();
        return fewer.isEmpty() ? NONE : new ReplayList(fewer);
    }

    boolean isEmpty() {
        return replays.isEmpty();
    }

    int size() {
        return replays.size();
    }

    Stream<Replay> all() {
        return replays.stream();
    }

    /**
     * Begins those whose turn has come. One that sends history once waits for those before it, and those behind it wait: what
     * comes after its answer, up to a place, is its own then.
     */
    void beginNext() {
        for (int i = 0; i < replays.size(); i++) {
            boolean once = replays.get(i).isOnce();
            if (i == 0 || !once) {
                replays.get(i).begin();
            }
            if (once) {
                return;
            }
        }
    }

    /** Ends those that send history of a topic once. */
    void endOnce(String topic) {
        for (Replay replay : replays) {
            if (replay.isOnce() && replay.subscriptions.get(topic) != null) {
                replay.endOnce();
            }
        }
    }

    /** The one that has subscribed a topic; null if none has. */
    @Nullable
    Replay having(String topic) {
        for (Replay replay : replays) {
            if (!replay.isOnce() && replay.subscriptions.get(topic) != null) {
                return replay;
            }
        }
        return null;
    }

    /** Whether one of them, but not {@code asking}, has sent the entry. */
    boolean haveSent(LogEntry entry, Replay asking) {
        for (Replay replay : replays) {
            if (replay != asking && replay.hasSent(entry)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an earlier copy of the entry's event was meant by one of them. */
    boolean matchEarlier(LogEntry entry) {
        for (Replay replay : replays) {
            if (!replay.isOnce() && replay.interests.matchesEarlier(entry)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them will come to the entry, and then says what becomes of it. */
    boolean reach(LogEntry entry) {
        return replays.stream()
                .anyMatch(replay -> !replay.topicsThatReach(entry).isEmpty());
    }

    /** How much they have looked at to answer whether entries are wanted; overflows to negative numbers. */
    int tests() {
        int tests = 0;
        for (Replay replay : replays) {
            tests += replay.interests.tests();
        }
        return tests;
    }

    /** Up to which number everything has been sent by all of them, and by a feed that has got to {@code number}. */
    long completeNumber(long number) {
        long complete = number;
        for (Replay replay : replays) {
            complete = Math.min(complete, replay.number());
        }
        return complete;
    }

    /** Whether none of them has single entries still to send. */
    boolean areWalking() {
        for (Replay replay : replays) {
            if (!replay.isWalking()) {
                return false;
            }
        }
        return true;
    }

    /** The socket takes more again. */
    void resume() {
        replays.forEach(Cursor::resume);
    }
}
