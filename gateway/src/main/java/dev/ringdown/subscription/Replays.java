package dev.ringdown.subscription;

import dev.ringdown.catchup.CatchUp;
import dev.ringdown.catchup.Preface;
import dev.ringdown.catchup.SharedReads;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.limits.Cost;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.Located;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Offsets;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.message.SubscribeOutcome;
import dev.ringdown.protocol.Limit;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins what subscribe messages with {@code after}, {@code last} or {@code snapshot} ask for: finds the place, tells the
 * outcome, then lets the replay walk. Confined to the session's event loop; history is looked for elsewhere.
 */
final class Replays {
    /** Who is told what became of a subscribe message. */
    interface Reply {
        /** It is subscribed; what it asked for follows. */
        void subscribed(SubscribeOutcome outcome);

        /** The log cannot be read at this time; these topics are not subscribed. */
        void unavailable(List<String> topics);

        /** More would be held than may be; these topics are not subscribed. */
        void overBudget(List<String> topics, Limit limit);

        /** A walk ended at a bound. */
        void bounded(Limit limit);
    }

    private final LoopRouter router;
    private final SharedReads reads;
    private final Subscriptions subscriptions;
    private final Outlet outlet;

    Replays(LoopRouter router, SharedReads reads, Subscriptions subscriptions, Outlet outlet) {
        this.router = router;
        this.reads = reads;
        this.subscriptions = subscriptions;
        this.outlet = outlet;
    }

    /** Takes room for one more replay, which begins next; the limit that is in the way, or null. */
    @Nullable
    Limit tryTake() {
        return outlet.account().tryTake(Cost.REPLAYS, 1);
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
        replay.walk(walk(customer, replay, Preface.NONE, afterOffset), afterOffset);
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
        LastSearch search = new LastSearch(reads, customer, replay.filters(), untilOffset, count);
        outlet.searches().search(new Finding(replay, reply, outcome.replayed(0, false)) {
            @Override
            public boolean turn() {
                return search.turn();
            }

            @Override
            void found() {
                Offsets offsets = search.found();
                if (!search.isComplete()) {
                    reply.bounded(Limit.HISTORY_ENTRIES);
                }
                BitSet meant = new BitSet(offsets.size());
                meant.set(0, offsets.size());
                begin(
                        offsets,
                        meant,
                        index -> entryAt(customer, offsets.get(index)),
                        untilOffset,
                        outcome.replayed(offsets.size(), search.isComplete()));
            }
        });
    }

    private @Nullable LogEntry entryAt(UUID customer, long offset) {
        List<LogEntry> found = reads.log().read(customer, offset - 1, 1).entries();
        return found.isEmpty() || found.get(0).offset() != offset ? null : found.get(0);
    }

    /** Sends the latest event of every live resource that matches. */
    void snapshot(
            UUID customer,
            List<Subscriptions.Granted> granted,
            ClientMessage.Subscribe message,
            Reply reply,
            SubscribeOutcome outcome) {
        Feed feed = subscriptions.feed(customer);
        long heldOffset = feed.position();
        Replay replay = subscriptions.replay(customer, granted, message, heldOffset);
        SnapshotSearch search = new SnapshotSearch(reads, customer, replay.filters(), heldOffset);
        outlet.searches().search(new Finding(replay, reply, outcome.snapshot(0, false)) {
            @Override
            public boolean turn() {
                return search.turn();
            }

            @Override
            void found() {
                LiveResources live = search.live();
                // What is newer than this comes by the walk, or live: it is not to come twice.
                long untilOffset = Math.min(live.headOffset(), feed.position());
                BitSet meant = search.meant();
                meant.clear(
                        live.offsets().countUpTo(untilOffset),
                        Math.max(live.offsets().size(), meant.length()));
                begin(
                        live.offsets(),
                        meant,
                        live::entry,
                        untilOffset,
                        outcome.snapshot(meant.cardinality(), live.complete()));
            }
        });
    }

    private CatchUp walk(UUID customer, Replay replay, Preface preface, long afterOffset) {
        return new CatchUp(router.loop(), outlet.place(), reads, customer, replay, preface, afterOffset);
    }

    /** Looks for what a replay begins with, as long as one of its topics is subscribed. */
    private abstract class Finding implements LogSearches.Search {
        private final Replay replay;
        private final Reply reply;
        private final SubscribeOutcome nothing;

        /** @param nothing told if all topics are taken back before it is known what there is */
        Finding(Replay replay, Reply reply, SubscribeOutcome nothing) {
            this.replay = replay;
            this.reply = reply;
            this.nothing = nothing;
        }

        /** Everything is found. */
        abstract void found();

        /** Tells the outcome and lets the replay send what was found, then walk. */
        void begin(
                Offsets offsets, BitSet meant, FoundEntries.Source source, long untilOffset, SubscribeOutcome outcome) {
            Limit reached = replay.tryHold(FoundEntries.bytes(offsets.size()));
            if (reached != null) {
                reply.overBudget(takeBack(), reached);
                return;
            }
            FoundEntries entries = new FoundEntries(
                    offsets, meant, source, reads, outlet.searches(), () -> !replay.isOver(), replay::overtaken);
            reply.subscribed(outcome);
            replay.send(entries, walk(replay.customer(), replay, entries, untilOffset), untilOffset);
        }

        private List<String> takeBack() {
            List<String> topics = replay.topics();
            topics.forEach(subscriptions::unsubscribe);
            return topics;
        }

        @Override
        public boolean isWanted() {
            return !replay.isOver();
        }

        @Override
        public void ended() {
            if (replay.isOver()) {
                reply.subscribed(nothing);
            } else {
                found();
            }
        }

        @Override
        public void unavailable() {
            if (replay.isOver()) {
                reply.subscribed(nothing);
            } else {
                reply.unavailable(takeBack());
            }
        }
    }
}
