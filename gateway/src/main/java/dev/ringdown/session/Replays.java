package dev.ringdown.session;

import dev.ringdown.catchup.CatchUp;
import dev.ringdown.catchup.SharedReads;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.Located;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Sequence;
import dev.ringdown.routing.FilterSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Begins what subscribe messages with {@code after}, {@code last} or {@code snapshot} ask for: finds the place, tells the
 * outcome, then lets the replay walk. Confined to the session's event loop; history is looked for elsewhere.
 */
final class Replays {
    /** Who is told what became of a subscribe message. */
    interface Reply {
        /** It is subscribed; what it asked for follows. */
        void subscribed(SubscribeOutcome outcome);

        /** The log cannot be read at this time. */
        void unavailable();
    }

    /** Entries looked at in one read for {@code last}. */
    private static final int ENTRIES_PER_READ = 1024;

    private final LoopRouter router;
    private final SharedReads reads;
    private final Subscriptions subscriptions;
    private final Feed.Outlet outlet;

    Replays(LoopRouter router, SharedReads reads, Subscriptions subscriptions, Feed.Outlet outlet) {
        this.router = router;
        this.reads = reads;
        this.subscriptions = subscriptions;
        this.outlet = outlet;
    }

    /** Replays everything after a position, which is {@code located} in the log. */
    void after(
            UUID customer,
            List<Subscriptions.Granted> granted,
            ClientMessage.Subscribe message,
            Sequence sequence,
            Located located,
            Reply reply,
            SubscribeOutcome outcome) {
        EventLog log = reads.log();
        long afterOffset = located.afterOffset();
        Replay replay = subscriptions.replay(customer, granted, message, afterOffset);
        reply.subscribed(outcome.recovered(located.unbroken() && afterOffset + 1 >= log.firstOffset(customer)));
        if (!located.unbroken()) {
            outlet.gap(outcome.accepted(), sequence, afterOffset + 1, null, "epoch");
        }
        replay.walk(walk(customer, replay, List.of(), afterOffset), afterOffset);
    }

    /** Replays the newest {@code count} entries that match. */
    void last(
            UUID customer,
            List<Subscriptions.Granted> granted,
            ClientMessage.Subscribe message,
            int count,
            Reply reply,
            SubscribeOutcome outcome) {
        long untilOffset = subscriptions.feed(customer).position();
        Replay replay = subscriptions.replay(customer, granted, message, untilOffset);
        FilterSet asked = replay.filters();
        elsewhere(reply, () -> newest(customer, asked, untilOffset, count), found -> {
            reply.subscribed(outcome.replayed(found.size()));
            replay.walk(walk(customer, replay, found, untilOffset), untilOffset);
        });
    }

    /** Walks back through the log until enough is found. Not on the event loop. */
    private List<LogEntry> newest(UUID customer, FilterSet asked, long untilOffset, int count) {
        List<LogEntry> newestFirst = new ArrayList<>();
        long beforeOffset = untilOffset + 1;
        while (newestFirst.size() < count && beforeOffset > reads.log().firstOffset(customer)) {
            LogSlice slice = reads.log().readBack(customer, beforeOffset, ENTRIES_PER_READ);
            List<LogEntry> entries = slice.entries();
            for (int i = entries.size() - 1; i >= 0 && newestFirst.size() < count; i--) {
                LogEntry entry = entries.get(i);
                if (asked.matches(entry) && !asked.matchesEarlier(entry)) {
                    newestFirst.add(entry);
                }
            }
            beforeOffset = slice.fromOffset();
        }
        List<LogEntry> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }

    /** Sends the latest event of every live resource that matches. */
    void snapshot(
            UUID customer,
            List<Subscriptions.Granted> granted,
            ClientMessage.Subscribe message,
            Reply reply,
            SubscribeOutcome outcome) {
        Feed feed = subscriptions.feed(customer);
        Replay replay = subscriptions.replay(customer, granted, message, feed.position());
        FilterSet asked = replay.filters();
        elsewhere(reply, () -> reads.log().liveResources(customer), live -> {
            // What is newer than this comes by the walk, or live: it is not to come twice.
            long untilOffset = Math.min(live.headOffset(), feed.position());
            List<LogEntry> found = matching(live, asked, untilOffset);
            reply.subscribed(outcome.snapshot(found.size(), live.complete()));
            replay.walk(walk(customer, replay, found, untilOffset), untilOffset);
        });
    }

    private static List<LogEntry> matching(LiveResources live, FilterSet asked, long untilOffset) {
        return live.entries().stream()
                .filter(entry -> entry.offset() <= untilOffset)
                .filter(asked::matches)
                .toList();
    }

    private CatchUp walk(UUID customer, Replay replay, List<LogEntry> preface, long afterOffset) {
        return new CatchUp(router.loop(), reads, customer, replay, preface, afterOffset);
    }

    private interface Finding<T> {
        T find();
    }

    /** Looks for something where the disk may be read, and goes on with it on the event loop. */
    private <T> void elsewhere(Reply reply, Finding<T> finding, Consumer<T> then) {
        reads.execute(
                () -> {
                    T found = finding.find();
                    router.loop().execute(() -> then.accept(found));
                },
                () -> router.loop().execute(reply::unavailable));
    }
}
