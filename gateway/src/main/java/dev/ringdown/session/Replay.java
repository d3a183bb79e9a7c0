package dev.ringdown.session;

import dev.ringdown.catchup.CatchUp;
import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.fanout.Receiver;
import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one subscribe message asked to be sent again: a cursor of its own that walks to its session's live cursor, hands
 * its subscriptions over, and is gone. It is in the index, so that the loop follows the log, but not live. Confined to
 * the session's event loop.
 */
final class Replay extends Receiver implements CatchUp.Follower {
    private final Feed feed;
    private final Feed.Outlet outlet;
    private final List<Subscription> subscriptions;
    private final long heldOffset;

    /** The walk; null until it is known where it begins. */
    private @Nullable CatchUp walk;

    /** Where the walk begins; what it has sent up to here are single entries, and covers no stretch of the log. */
    private long startOffset;

    private final SentEntries sentSingly = new SentEntries();

    /**
     * @param heldOffset what the session reports as its position until it is known where the walk begins
     */
    Replay(Feed feed, Feed.Outlet outlet, List<Subscription> subscriptions, long heldOffset) {
        this.feed = feed;
        this.outlet = outlet;
        this.subscriptions = new ArrayList<>(subscriptions);
        this.heldOffset = heldOffset;
    }

    /** What it has sent besides what it walked through. */
    SentEntries sentSingly() {
        return sentSingly;
    }

    /**
     * Begins to walk, unless all topics have been taken back meanwhile.
     *
     * @param afterOffset where it begins in the log; events after this one are complete once the walk is over
     */
    void walk(CatchUp begun, long afterOffset) {
        if (!subscriptions.isEmpty()) {
            subscriptions.forEach(subscription -> subscription.since(afterOffset));
            startOffset = afterOffset;
            walk = begun;
            begun.resume();
        }
    }

    List<Subscription> subscriptions() {
        return subscriptions;
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    void attach(LoopRouter router) {
        subscriptions.forEach(subscription -> subscription.attach(router, this));
    }

    /** Takes all topics back. */
    void detach(LoopRouter router) {
        subscriptions.forEach(subscription -> subscription.detach(router));
        subscriptions.clear();
    }

    /** Whether this spelling of a topic is one of its own. */
    boolean has(String topic) {
        for (Subscription subscription : subscriptions) {
            if (subscription.topic().equals(topic)) {
                return true;
            }
        }
        return false;
    }

    /** Takes a topic back; false if this replay does not have it. */
    boolean unsubscribe(String topic, LoopRouter router) {
        for (Subscription subscription : subscriptions) {
            if (subscription.topic().equals(topic)) {
                subscription.detach(router);
                subscriptions.remove(subscription);
                feed.rememberReplayed(subscription.upTo(walkedOffset()));
                return true;
            }
        }
        return false;
    }

    /** Other filters stand for a topic of this replay for the rest of its way; false if it does not have it. */
    boolean refilter(String topic, List<TopicFilter> filters, LoopRouter router) {
        for (Subscription subscription : subscriptions) {
            if (subscription.topic().equals(topic)) {
                if (!subscription.hasFilters(filters)) {
                    feed.rememberReplayed(subscription.upTo(walkedOffset()));
                    subscription.refilter(router, this, filters);
                    if (walk != null) {
                        subscription.since(walkedOffset());
                    }
                }
                return true;
            }
        }
        return false;
    }

    /** Whether it has sent the entry already. */
    boolean hasSent(LogEntry entry) {
        if (sentSingly.contains(entry)) {
            return true;
        }
        if (entry.offset() > walkedOffset()) {
            return false;
        }
        for (Subscription subscription : subscriptions) {
            if (subscription.wants(entry)) {
                return true;
            }
        }
        return false;
    }

    /** Up to where it has sent everything of its subscriptions since they began. */
    private long walkedOffset() {
        if (walk == null) {
            return -1;
        }
        return walk.inPreface() ? startOffset : walk.offset();
    }

    /** Up to where everything that it is to send has been sent, as far as a client can resume from it. */
    long completeOffset() {
        return walk == null || walk.inPreface() ? heldOffset : walk.offset();
    }

    /** Whether it walks through the log, and has sent the single entries that come before that. */
    boolean isWalking() {
        return walk != null && !walk.inPreface();
    }

    void resume() {
        if (walk != null) {
            walk.resume();
        }
    }

    void cancel() {
        if (walk != null) {
            walk.cancel();
        }
    }

    @Override
    protected boolean isLive() {
        return false;
    }

    @Override
    public boolean isWritable() {
        return outlet.isWritable();
    }

    @Override
    protected void write(Frames frames) {
        throw new IllegalStateException("a replay is not live (expected: written by its walk)");
    }

    @Override
    protected void fellBehind(long afterOffset) {
        // It walks through the log anyway, and misses nothing.
    }

    @Override
    protected void failed() {
        outlet.failed();
    }

    @Override
    public boolean wants(LogEntry entry) {
        for (Subscription subscription : subscriptions) {
            if (subscription.matches(entry)) {
                boolean had = hasEarlierCopy(entry) || feed.had(entry, this);
                DeliveryTrace trace = outlet.trace();
                if (had && trace != null) {
                    trace.duplicate(entry);
                }
                return !had;
            }
        }
        DeliveryTrace trace = outlet.trace();
        if (trace != null) {
            notePassed(entry, trace);
        }
        return false;
    }

    @Override
    protected boolean hasEarlierCopy(LogEntry entry) {
        return feed.hasEarlierCopy(entry);
    }

    /** Notes an entry whose type is not wanted; of what its topics do not ask for a replay has nothing to tell. */
    private void notePassed(LogEntry entry, DeliveryTrace trace) {
        List<String> topics = topicsOf(entry);
        if (!topics.isEmpty()) {
            trace.passed(entry, topics);
        }
    }

    /** Its topics that match an entry, whatever types they want. */
    List<String> topicsOf(LogEntry entry) {
        return subscriptions.stream()
                .filter(subscription -> subscription.matchesTopicOf(entry))
                .map(Subscription::topic)
                .sorted()
                .toList();
    }

    /** Its topics, in their order. */
    List<String> topics() {
        return subscriptions.stream().map(Subscription::topic).sorted().toList();
    }

    @Override
    public void deliver(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            if (entry.offset() <= startOffset) {
                sentSingly.add(entry);
            }
        }
        feed.deliver(entries);
    }

    @Override
    public long liveOffset() {
        return feed.position();
    }

    @Override
    public void whenLive(long offset, Runnable task) {
        feed.whenAt(offset, task);
    }

    @Override
    public void onGap(long afterOffset, long firstOffset, @Nullable Long count) {
        feed.gap(topics(), afterOffset, firstOffset, count);
    }

    @Override
    public void onCaughtUp() {
        feed.merge(this);
    }
}
