package dev.ringdown.subscription;

import static java.util.Objects.requireNonNull;

import dev.ringdown.catchup.WalkStart;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.Located;
import dev.ringdown.log.Offsets;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.SubscribeOutcome;
import dev.ringdown.protocol.Limit;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Begins what one subscribe message with {@code after}, {@code last} or {@code snapshot} asks for: finds the place, tells the
 * outcome, then lets the replay walk. Confined to the session's event loop; history is looked for elsewhere.
 */
final class ReplayStart {
    /** Who is told what became of the message. */
    interface Reply {
        /** It is subscribed; what it asked for follows. */
        void subscribed(SubscribeOutcome outcome);

        /** The log cannot be read at this time; these topics are not subscribed. */
        void unavailable(List<String> topics);

        /** The log has not come to a position, however long was waited; these topics are not subscribed. */
        void ahead(Sequence position, List<String> topics);

        /** More would be held than may be; these topics are not subscribed. */
        void overBudget(List<String> topics, Limit limit);

        /** A walk ended at a bound. */
        void bounded(Limit limit);
    }

    private final LoopContext loop;
    private final Outlet outlet;
    private final Subscriptions subscriptions;
    private final Feed feed;
    private final Grants grants;
    private final Reply reply;

    /** @param feed of the customer to whom all topics belong */
    ReplayStart(LoopContext loop, Outlet outlet, Subscriptions subscriptions, Feed feed, Grants grants, Reply reply) {
        this.loop = loop;
        this.outlet = outlet;
        this.subscriptions = subscriptions;
        this.feed = feed;
        this.grants = grants;
        this.reply = reply;
    }

    /** Replays everything after a position. */
    void after(Sequence position) {
        boolean ofThisEpoch = position.epoch() == loop.reads().log().epoch();
        Replay replay = replay(ofThisEpoch ? Math.min(position.number(), feed.exactNumber()) : 0);
        inTurn(replay, new Locating(position, replay)::begin);
    }

    /** Replays the newest {@code count} entries that match. */
    void last(int count) {
        long untilOffset = feed.position();
        long untilNumber = feed.exactNumber();
        Replay replay = replay(untilNumber);
        LastSearch search = new LastSearch(loop.reads(), feed.customer(), replay.filters(), untilOffset, count);
        find(new Finding(replay, once(grants.outcome(), untilNumber).replayed(0, false)) {
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
                        new FoundEntries.Places(
                                offsets, meant, index -> loop.reads().entryAt(feed.customer(), offsets.get(index))),
                        untilOffset,
                        untilNumber,
                        once(grants.outcome(), untilNumber).replayed(offsets.size(), search.isComplete()));
            }
        });
    }

    /** Sends the latest event of every live resource that matches. */
    void snapshot() {
        long position = feed.position();
        long heldNumber = feed.exactNumber();
        Replay replay = replay(heldNumber);
        SnapshotSearch search = new SnapshotSearch(loop.reads(), feed.customer(), replay.filters(), position);
        find(new Finding(replay, once(grants.outcome(), heldNumber).snapshot(0, false)) {
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
                        new FoundEntries.Places(live.offsets(), meant, live::entry),
                        untilOffset,
                        heldNumber, // the walk soon knows better; until it begins, it is what was told before
                        once(grants.outcome(), numberAt(untilOffset, heldNumber))
                                .snapshot(meant.cardinality(), live.complete()));
            }
        });
    }

    /** Looks for what a replay begins with, when its turn has come. */
    private void find(Finding finding) {
        inTurn(finding.replay, () -> outlet.searches().search(finding));
    }

    private void inTurn(Replay replay, Runnable task) {
        replay.whenItsTurn(task);
        feed.replays.beginNext();
    }

    private long numberAt(long offset, long atLeast) {
        return grants.message().once() ? loop.reads().counts().exactUpTo(feed.customer(), offset, atLeast) : atLeast;
    }

    /** Who asked for history once is told up to where it is. */
    private SubscribeOutcome once(SubscribeOutcome outcome, long untilNumber) {
        return grants.message().once() ? outcome.until(loop.sequence(untilNumber)) : outcome;
    }

    /** Topics that are subscribed already are taken back first, and get the new options; nothing is sent yet. */
    private Replay replay(long heldNumber) {
        Replay replay = new Replay(
                loop,
                feed.customer(),
                outlet,
                feed,
                heldNumber,
                grants.message().once() ? subscriptions::end : null);
        subscriptions.replay(grants, replay);
        return replay;
    }

    /** Looks for what a replay begins with, as long as one of its topics is subscribed. */
    private abstract class Finding implements LogSearches.Search {
        protected final Replay replay;
        private final SubscribeOutcome nothing;

        /** @param nothing told if all topics are taken back before it is known what there is */
        Finding(Replay replay, SubscribeOutcome nothing) {
            this.replay = replay;
            this.nothing = nothing;
        }

        /** Everything is found. */
        abstract void found();

        /** Tells the outcome and lets the replay send what was found, then walk. */
        void begin(FoundEntries.Places places, long untilOffset, long untilNumber, SubscribeOutcome outcome) {
            Limit reached = replay.tryHold(FoundEntries.bytes(places.offsets().size()));
            if (reached != null) {
                reply.overBudget(subscriptions.end(replay), reached);
                return;
            }
            reply.subscribed(outcome);
            replay.send(new FoundEntries(places, loop.reads(), outlet.searches(), replay), untilOffset, untilNumber);
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
                reply.unavailable(subscriptions.end(replay));
            }
        }
    }

    /** Looks for a position, and waits for a while if this node has not got there yet. */
    private final class Locating extends Finding {
        private final Sequence position;
        private final long beganNanos = loop.router().loop().nanoTime();

        /** Handed from the reader to the event loop by the task in which the turn ends. */
        private @Nullable Located located;

        Locating(Sequence position, Replay replay) {
            super(replay, grants.outcome().recovered(true));
            this.position = position;
        }

        /** Begins to walk, at once if the position is at hand. */
        void begin() {
            located = loop.reads().positions().atHand(feed.customer(), position);
            if (located == null) {
                outlet.searches().search(this);
            } else {
                found();
            }
        }

        @Override
        public boolean turn() {
            located = loop.reads().locate(feed.customer(), position);
            return false;
        }

        @Override
        void found() {
            Located now = requireNonNull(located, "found before anybody looked");
            if (now instanceof Located.At at) {
                walk(at.afterOffset(), at.afterNumber(), isAllThere(at));
            } else if (now instanceof Located.OfAnotherLog other) {
                walk(other.afterOffset(), other.afterNumber(), false);
                outlet.gap(
                        grants.outcome().accepted(), position, loop.sequence(other.afterNumber() + 1), null, "epoch");
            } else if (loop.router().loop().nanoTime() - beganNanos
                    < loop.reads().options().positionWait().toNanos()) {
                outlet.searches().later(this);
            } else {
                reply.ahead(position, subscriptions.end(replay));
            }
        }

        private boolean isAllThere(Located.At at) {
            EventLog log = loop.reads().log();
            return at.afterOffset() + 1 >= log.firstOffset(feed.customer())
                    || at.afterNumber() == log.count(feed.customer()).number();
        }

        /** The walk begins first, so that the answer tells where; its steps come in later tasks. */
        private void walk(long afterOffset, long afterNumber, boolean recovered) {
            replay.walk(WalkStart.after(afterOffset, afterNumber));
            reply.subscribed(grants.outcome().recovered(recovered));
        }
    }
}
