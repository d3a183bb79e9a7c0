package dev.ringdown.subscription;

import dev.ringdown.catchup.CatchUp;
import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.fanout.Receiver;
import dev.ringdown.limits.Cost;
import dev.ringdown.log.LogEntry;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.FilterSet;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one subscribe message asked to be sent again: a cursor of its own that walks to its session's live cursor, hands
 * its subscriptions over, and is gone. It is in the index, so that the loop follows the log, but not live. Confined to
 * the session's event loop.
 */
final class Replay extends Receiver implements CatchUp.Follower {
    private final Feed feed;
    private final Outlet outlet;
    private final SubscriptionTable subscriptions = new SubscriptionTable();
    private final Interests interests;
    private final long heldOffset;

    /** The walk; null until it is known where it begins. */
    private @Nullable CatchUp walk;

    /** Where the walk begins; what it has sent up to here are single entries, and covers no stretch of the log. */
    private long startOffset;

    /** What it sends before it walks through the log; null if that is nothing. */
    private @Nullable FoundEntries found;

    private long heldBytes;
    private boolean over;

    /**
     * @param heldOffset what the session reports as its position until it is known where the walk begins
     */
    Replay(Feed feed, Outlet outlet, LoopRouter router, long heldOffset) {
        this.feed = feed;
        this.outlet = outlet;
        this.interests = new Interests(router, this);
        this.heldOffset = heldOffset;
    }

    /** Adds a topic; before it walks. */
    void subscribe(Subscriptions.Granted topic, TypeFilter types) {
        subscriptions.add(Subscription.of(topic, ask(topic.filters(), types)));
    }

    private List<Asked> ask(List<TopicFilter> filters, TypeFilter types) {
        List<Asked> all = new ArrayList<>(filters.size());
        for (TopicFilter filter : filters) {
            Asked asked = interests.ask(filter, types);
            if (walk != null) {
                asked.since(walkedOffset());
            }
            all.add(asked);
        }
        return all;
    }

    /** A topic means these no more; what was sent of them is remembered. */
    private void release(List<Asked> all) {
        for (Asked asked : all) {
            if (interests.release(asked)) {
                feed.rememberReplayed(asked.upTo(walkedOffset()));
            }
        }
    }

    /** What it has sent besides what it walked through; null if nothing. */
    @Nullable
    SentEntries sentSingly() {
        return found == null || walk == null ? null : found.sent(walk);
    }

    /** Takes what it needs to remember what it found; the limit that is in the way, or null. */
    @Nullable
    Limit tryHold(long bytes) {
        Limit reached = outlet.account().tryTake(Cost.REPLAY_BYTES, bytes);
        if (reached == null) {
            heldBytes += bytes;
        }
        return reached;
    }

    /** It is over, or was taken back: gives back what it has cost. */
    void settle() {
        if (!over) {
            over = true;
            outlet.account().give(Cost.REPLAYS, 1);
            outlet.account().give(Cost.REPLAY_BYTES, heldBytes);
        }
    }

    /** Whose events it brings. */
    UUID customer() {
        return feed.customer();
    }

    /** Whether it is over, or was taken back. */
    boolean isOver() {
        return over;
    }

    /** It walks towards a feed, so nothing that it has found may be gone. */
    void overtaken() {
        outlet.overtaken();
    }

    /** Begins to send what was found, then to walk; see {@link #walk}. */
    void send(FoundEntries entries, CatchUp begun, long afterOffset) {
        if (!subscriptions.isEmpty()) {
            found = entries;
        }
        walk(begun, afterOffset);
    }

    /**
     * Begins to walk, unless all topics have been taken back meanwhile.
     *
     * @param afterOffset where it begins in the log; events after this one are complete once the walk is over
     */
    void walk(CatchUp begun, long afterOffset) {
        if (!subscriptions.isEmpty()) {
            interests.since(afterOffset);
            startOffset = afterOffset;
            walk = begun;
            begun.resume();
        }
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.all();
    }

    int topicCount() {
        return subscriptions.size();
    }

    boolean isEmpty() {
        return subscriptions.isEmpty();
    }

    /** What its topics mean at this moment, for whoever looks for it on another thread. */
    FilterSet filters() {
        return interests.filters();
    }

    /** Takes all topics back. */
    void clear() {
        interests.clear();
        subscriptions.clear();
    }

    /** The subscription to one of its topics, or null. */
    @Nullable
    Subscription get(String topic) {
        return subscriptions.get(topic);
    }

    /** Takes a topic back and returns what it was; null if this replay does not have it. */
    @Nullable
    Subscription unsubscribe(String topic) {
        Subscription subscription = subscriptions.remove(topic);
        if (subscription != null) {
            release(subscription.asked());
        }
        return subscription;
    }

    /** Other filters stand for a topic of this replay for the rest of its way; false if it does not have it. */
    boolean refilter(String topic, List<TopicFilter> filters) {
        Subscription subscription = subscriptions.get(topic);
        if (subscription != null && !subscription.hasFilters(filters)) {
            List<Asked> before = subscription.asked();
            subscription.means(ask(filters, subscription.types()));
            release(before);
        }
        return subscription != null;
    }

    /** Whether it has sent the entry already. */
    boolean hasSent(LogEntry entry) {
        if (found != null && walk != null && found.hasSent(entry, walk)) {
            return true;
        }
        if (entry.offset() > walkedOffset()) {
            return false;
        }
        return interests.wants(entry);
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
    protected void writeFromLog(Frames frames, Runnable taken) {
        throw new IllegalStateException("a replay has no place in the socket's order (expected: written by its feed)");
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
        Witness witness = outlet.witness();
        if (interests.matches(entry)) {
            boolean had = hasEarlierCopy(entry) || feed.had(entry, this);
            if (had && witness != null) {
                witness.duplicate(entry);
            }
            return !had;
        }
        if (witness != null) {
            notePassed(entry, witness);
        }
        return false;
    }

    /** What its session looks at counts for all of its walks. */
    @Override
    public int tests() {
        return feed.tests();
    }

    int ownTests() {
        return interests.tests();
    }

    /** Whether an earlier copy of the entry's event was meant by one of its own topics. */
    boolean matchesEarlier(LogEntry entry) {
        return interests.matchesEarlier(entry);
    }

    @Override
    protected boolean hasEarlierCopy(LogEntry entry) {
        return feed.hasEarlierCopy(entry);
    }

    /** Notes an entry whose type is not wanted; of what its topics do not ask for a replay has nothing to tell. */
    private void notePassed(LogEntry entry, Witness witness) {
        List<String> topics = topicsThatReach(entry);
        if (!topics.isEmpty()) {
            witness.passed(entry, topics);
        }
    }

    /** Its topics that mean an entry, whatever types they want. */
    List<String> topicsThatReach(LogEntry entry) {
        return subscriptions.topicsOf(interests.reaching(entry));
    }

    /** Its topics that mean an entry. */
    List<String> topicsThatMatch(LogEntry entry) {
        return subscriptions.topicsOf(interests.matching(entry));
    }

    /** Its topics, in their order. */
    List<String> topics() {
        return subscriptions.topics();
    }

    @Override
    public boolean isCrowded() {
        return feed.isCrowded();
    }

    @Override
    public void deliver(List<LogEntry> entries, Runnable taken) {
        feed.deliver(entries, taken);
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
