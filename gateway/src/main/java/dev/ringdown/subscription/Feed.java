package dev.ringdown.subscription;

import dev.ringdown.catchup.CatchUp;
import dev.ringdown.catchup.Preface;
import dev.ringdown.catchup.SharedReads;
import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.fanout.Receiver;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live cursor of one session over one customer's events. While the socket takes them, the router delivers; when it
 * does not, the feed falls behind and is brought up from the log later. Subscriptions that replay come to it when their
 * {@link Replay} has reached it. Confined to the session's event loop.
 */
final class Feed extends Receiver implements CatchUp.Follower {
    private final UUID customer;
    private final LoopRouter router;
    private final SharedReads reads;
    private final Outlet outlet;
    private final FilterCosts costs;
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final Interests interests;
    private List<Replay> replays = List.of(); // most feeds have none

    /** What waits for the feed to be live again; null if nothing does. */
    private @Nullable List<Runnable> afterCatchUp;

    /** What a later replay must not send again; null if there is nothing. */
    private @Nullable SentBefore sentBefore;

    /** The walk that brings this feed up; null while it is live. */
    private @Nullable CatchUp behind;

    /** @param costs of what is subscribed and remembered */
    Feed(UUID customer, LoopRouter router, SharedReads reads, Outlet outlet, FilterCosts costs) {
        this.customer = customer;
        this.router = router;
        this.reads = reads;
        this.outlet = outlet;
        this.costs = costs;
        this.interests = new Interests(router, this);
    }

    UUID customer() {
        return customer;
    }

    /** Subscribes from now on, that is from where this feed is: what it is behind with belongs to the topic too. */
    void subscribe(Subscriptions.Granted topic, TypeFilter types) {
        subscriptions.add(Subscription.of(topic, ask(topic.filters(), types)));
    }

    private List<Asked> ask(List<TopicFilter> filters, TypeFilter types) {
        List<Asked> all = new ArrayList<>(filters.size());
        for (TopicFilter filter : filters) {
            Asked asked = interests.ask(filter, types);
            asked.since(position()); // after it is in the index: a loop without interest has no position
            all.add(asked);
        }
        return all;
    }

    /** A topic means these no more; what was sent of them is remembered. */
    private void release(List<Asked> all) {
        for (Asked asked : all) {
            if (interests.release(asked)) {
                remember(asked.upTo(position()));
            }
        }
    }

    /** Starts a replay; its subscriptions come to this feed when it is over. */
    void begin(Replay replay) {
        List<Replay> more = new ArrayList<>(replays);
        more.add(replay);
        replays = List.copyOf(more);
    }

    /** Whether no topic is subscribed; what was sent is remembered all the same. */
    boolean isIdle() {
        return subscriptions.isEmpty() && replays.isEmpty();
    }

    /** How many topics are subscribed, live or in a replay. */
    int topicCount() {
        int count = subscriptions.size();
        for (Replay replay : replays) {
            count += replay.topicCount();
        }
        return count;
    }

    /** Takes a topic back and returns what it was; null if this feed does not have it. */
    @Nullable
    Subscription unsubscribe(String topic) {
        Subscription subscription = subscriptions.remove(topic);
        if (subscription != null) {
            release(subscription.asked());
            return subscription;
        }
        for (Replay replay : replays) {
            subscription = replay.unsubscribe(topic);
            if (subscription != null) {
                if (replay.isEmpty()) {
                    end(replay);
                }
                return subscription;
            }
        }
        return null;
    }

    /** The subscription to a topic, live or in a replay; null if this feed does not have it. */
    @Nullable
    Subscription get(String topic) {
        Subscription subscription = subscriptions.get(topic);
        for (int i = 0; subscription == null && i < replays.size(); i++) {
            subscription = replays.get(i).get(topic);
        }
        return subscription;
    }

    /** Other filters stand for a topic from here on; what was sent of it is remembered. */
    void refilter(String topic, List<TopicFilter> filters) {
        Subscription subscription = subscriptions.get(topic);
        if (subscription == null) {
            for (Replay replay : replays) {
                if (replay.refilter(topic, filters)) {
                    return;
                }
            }
        } else if (!subscription.hasFilters(filters)) {
            List<Asked> before = subscription.asked();
            subscription.means(ask(filters, subscription.types()));
            release(before);
        }
    }

    /** Ends a replay before it is over. */
    private void end(Replay replay) {
        replay.cancel();
        replay.clear();
        leave(replay);
        remember(replay.sentSingly());
        router.remove(replay);
    }

    private void leave(Replay ended) {
        ended.settle();
        replays = replays.stream().filter(replay -> replay != ended).toList();
    }

    private void remember(@Nullable SentEntries entries) {
        if (entries != null && entries.size() > 0) {
            sentBefore().remember(entries);
        }
    }

    private void remember(Coverage coverage) {
        if (coverage.lastOffset() > coverage.afterOffset()) {
            sentBefore().remember(coverage);
        }
    }

    private SentBefore sentBefore() {
        if (sentBefore == null) {
            sentBefore = new SentBefore(costs);
        }
        return sentBefore;
    }

    /** A replay has ended with a subscription before it was over; what it sent of it is remembered. */
    void rememberReplayed(Coverage coverage) {
        remember(coverage);
    }

    /** A replay has reached this feed: its subscriptions are live from here on. */
    void merge(Replay replay) {
        leave(replay);
        remember(replay.sentSingly());
        List<String> topics = replay.topics();
        for (Subscription subscription : replay.subscriptions()) {
            List<Asked> before = subscription.asked();
            List<Asked> now = ask(subscription.filters(), subscription.types());
            for (int i = 0; i < before.size(); i++) {
                now.get(i).since(before.get(i).sinceOffset()); // the replay has sent it, or this feed had
            }
            subscription.means(now);
            subscriptions.add(subscription);
        }
        replay.clear();
        router.remove(replay);
        Witness witness = outlet.witness();
        if (witness != null) {
            witness.live(sequence(position()), topics);
        }
    }

    /** Whether somebody other than {@code asking} has sent the entry on this connection, or is sure to. */
    boolean had(LogEntry entry, Replay asking) {
        if (entry.offset() <= position() && interests.wants(entry)) {
            return true;
        }
        interests.countTests(replays.size()); // each knows by a search in what it has found
        for (Replay replay : replays) {
            if (replay != asking && replay.hasSent(entry)) {
                return true;
            }
        }
        return sentBefore != null && sentBefore.contains(entry);
    }

    /** Whether some of what it gets comes from the log. */
    boolean isBehind() {
        return behind != null || !replays.isEmpty();
    }

    /** The topics, live or in a replay. */
    List<String> topics() {
        List<String> topics = new ArrayList<>(topicCount());
        topics.addAll(subscriptions.topics());
        replays.forEach(replay -> topics.addAll(replay.topics()));
        return topics;
    }

    /** The topics that mean an entry, wherever it is, in their order. */
    List<String> topicsThatMatch(LogEntry entry) {
        List<String> topics = new ArrayList<>(subscriptions.topicsOf(interests.matching(entry)));
        replays.forEach(replay -> topics.addAll(replay.topicsThatMatch(entry)));
        topics.sort(null);
        return topics;
    }

    /** Whether one of the filters is asked for. */
    boolean overlap(Predicate<TopicFilter> asked) {
        return status().anyMatch(subscription -> subscription.filters().stream().anyMatch(asked));
    }

    /** What its subscriptions are now. */
    Stream<SubscriptionStatus> status() {
        return Stream.concat(
                subscriptions.all().stream().map(subscription -> subscription.status(false)),
                replays.stream()
                        .flatMap(replay -> replay.subscriptions().stream())
                        .map(subscription -> subscription.status(true)));
    }

    /** How far live delivery has got on this connection. */
    long position() {
        return behind == null ? router.routedOffset() : behind.offset();
    }

    /** Up to where everything that is subscribed has been sent, replays included. */
    long completeOffset() {
        long offset = position();
        for (Replay replay : replays) {
            offset = Math.min(offset, replay.completeOffset());
        }
        return offset;
    }

    /** Whether a client may resume from {@link #completeOffset}: not while single entries are still to come. */
    boolean isResumable() {
        for (Replay replay : replays) {
            if (!replay.isWalking()) {
                return false;
            }
        }
        return true;
    }

    /** The socket takes more again. */
    void onWritable() {
        if (behind != null) {
            behind.resume();
        }
        for (Replay replay : replays) {
            replay.resume();
        }
    }

    /** Ends everything; the feed is not used any more. */
    void close() {
        if (behind != null) {
            behind.cancel();
        }
        for (Replay replay : replays) {
            end(replay);
        }
        interests.clear();
        subscriptions.clear();
        if (sentBefore != null) {
            sentBefore.clear();
        }
        router.remove(this);
    }

    @Override
    protected boolean isLive() {
        return behind == null;
    }

    @Override
    public boolean isWritable() {
        return outlet.isWritable();
    }

    @Override
    protected void write(Frames frames) {
        outlet.write(frames);
        Witness witness = outlet.witness();
        if (witness != null) {
            witness.sent(frames.entries());
        }
    }

    @Override
    protected void writeFromLog(Frames frames, Runnable taken) {
        List<LogEntry> entries = frames.entries();
        outlet.write(frames, taken); // they may be gone when this returns
        Witness witness = outlet.witness();
        if (witness != null) {
            witness.caughtUp(entries);
        }
    }

    @Override
    protected void fellBehind(long afterOffset) {
        if (behind == null) {
            behind = new CatchUp(router.loop(), outlet.place(), reads, customer, this, Preface.NONE, afterOffset);
            outlet.fellBehind();
            Witness witness = outlet.witness();
            if (witness != null) {
                witness.behind(
                        sequence(afterOffset), subscriptions.topics(), outlet.isWritable() ? "overtaken" : "socket");
            }
            if (outlet.isWritable()) {
                behind.resume();
            }
        }
    }

    @Override
    protected void failed() {
        outlet.failed();
    }

    @Override
    public boolean wants(LogEntry entry) {
        boolean wanted = interests.wants(entry);
        if (wanted && !hasEarlierCopy(entry)) {
            return true;
        }
        Witness witness = outlet.witness();
        if (witness != null) {
            noteNotSent(entry, wanted, witness);
        }
        return false;
    }

    /** Whichever of the connection's subscriptions asked for it: the event is the same. */
    @Override
    protected boolean hasEarlierCopy(LogEntry entry) {
        if (interests.matchesEarlier(entry)) {
            return true;
        }
        for (Replay replay : replays) {
            if (replay.matchesEarlier(entry)) {
                return true;
            }
        }
        return false;
    }

    /** How much has been looked at to answer whether entries are wanted; overflows to negative numbers. */
    @Override
    public int tests() {
        int tests = interests.tests();
        for (Replay replay : replays) {
            tests += replay.ownTests();
        }
        return tests + (sentBefore == null ? 0 : sentBefore.tests());
    }

    /** The router has come to an entry: notes it, if it is this feed that passes it. */
    void noteRouted(LogEntry entry, Witness witness) {
        if (!isLive()) {
            return;
        }
        boolean wanted = interests.wants(entry);
        if (!wanted || hasEarlierCopy(entry)) {
            noteNotSent(entry, wanted, witness);
        }
    }

    private void noteNotSent(LogEntry entry, boolean wanted, Witness witness) {
        if (wanted) {
            witness.duplicate(entry);
        } else {
            notePassed(entry, witness);
        }
    }

    /** Notes an entry that is not wanted, unless a replay will come to it. */
    private void notePassed(LogEntry entry, Witness witness) {
        if (replays.stream().allMatch(replay -> replay.topicsThatReach(entry).isEmpty())) {
            witness.passed(entry, subscriptions.topicsOf(interests.reaching(entry)));
        }
    }

    @Override
    public boolean isCrowded() {
        return router.fromLog().isCrowded();
    }

    @Override
    public void deliver(List<LogEntry> entries, Runnable taken) {
        router.fromLog().deliver(entries, this, taken);
    }

    @Override
    public long liveOffset() {
        return router.routedOffset();
    }

    @Override
    public void whenLive(long offset, Runnable task) {
        router.whenRouted(offset, task);
    }

    /** Runs a task once {@link #position} may have reached an offset that the log has already. */
    void whenAt(long offset, Runnable task) {
        if (behind == null) {
            router.whenRouted(offset, task);
        } else {
            if (afterCatchUp == null) {
                afterCatchUp = new ArrayList<>();
            }
            afterCatchUp.add(task);
        }
    }

    @Override
    public void onGap(long afterOffset, long firstOffset, @Nullable Long count) {
        gap(subscriptions.topics(), afterOffset, firstOffset, count);
    }

    /** Retention overtook this feed, or a replay that goes to it. */
    void gap(List<String> topics, long afterOffset, long firstOffset, @Nullable Long count) {
        outlet.gap(topics, sequence(afterOffset), firstOffset, count, "retention");
    }

    private Sequence sequence(long offset) {
        return new Sequence(reads.log().epoch(), offset);
    }

    @Override
    public void onCaughtUp() {
        behind = null;
        Witness witness = outlet.witness();
        if (witness != null) {
            witness.live(sequence(position()), subscriptions.topics());
        }
        List<Runnable> tasks = afterCatchUp;
        if (tasks != null) {
            afterCatchUp = null;
            tasks.forEach(Runnable::run);
        }
    }
}
