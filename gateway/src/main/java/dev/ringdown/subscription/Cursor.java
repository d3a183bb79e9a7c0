package dev.ringdown.subscription;

import dev.ringdown.catchup.CatchUp;
import dev.ringdown.catchup.Follower;
import dev.ringdown.catchup.WalkStart;
import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.Receiver;
import dev.ringdown.log.LogEntry;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves over the events of one customer for a session, and gives it those that its topics mean: a feed, which follows what is
 * new, or a replay, which walks towards one. Confined to the session's event loop.
 */
abstract class Cursor extends Receiver implements Follower {
    protected final LoopContext loop;
    protected final UUID customer;
    protected final Outlet outlet;
    protected final SubscriptionTable subscriptions = new SubscriptionTable();
    protected final Interests interests;

    /** What {@link #number()} told last, or that of an entry that was written since. */
    protected long number;

    /** The walk through the log that moves it; null while there is none. */
    protected @Nullable CatchUp walk;

    Cursor(LoopContext loop, UUID customer, Outlet outlet) {
        this.loop = loop;
        this.customer = customer;
        this.outlet = outlet;
        this.interests = new Interests(loop.router(), this);
    }

    /** Whose events it moves over. */
    final UUID customer() {
        return customer;
    }

    /** Everything up to here that its topics mean has been sent, as far as they asked for it; -1 while that is not known. */
    public abstract long position();

    /**
     * How many of the customer's entries that is, as far as a client can resume from it: none beyond it has been written, and
     * of those up to it all that its topics mean have. It never goes back.
     */
    long number() {
        if (walk != null && !walk.inPreface()) {
            number = Math.max(number, walk.number());
        }
        return number;
    }

    /** Whether it has come later than what its session gets live, and is gone once it has reached that. */
    boolean isReplay() {
        return false;
    }

    /** Events from here on are meant by a filter, which is in the index already. */
    protected abstract void begin(Asked asked);

    /** What was sent of a filter that is not asked for any more must not come again. */
    public abstract void remember(Coverage coverage);

    /** Adds a topic. */
    final void subscribe(GrantedTopic topic, TypeFilter types) {
        subscriptions.add(Subscription.of(topic, ask(topic.filters(), types)));
    }

    /** Takes over a topic that another cursor has brought up to this one. */
    protected final void adopt(Subscription subscription) {
        List<Asked> before = subscription.asked();
        List<Asked> now = ask(subscription.filters(), subscription.types());
        for (int i = 0; i < before.size(); i++) {
            now.get(i).since(before.get(i).sinceOffset()); // the other one has sent it, or this one had
        }
        subscription.means(now);
        subscriptions.add(subscription);
    }

    private List<Asked> ask(List<TopicFilter> filters, TypeFilter types) {
        List<Asked> all = new ArrayList<>(filters.size());
        for (TopicFilter filter : filters) {
            Asked asked = interests.ask(filter, types);
            begin(asked);
            all.add(asked);
        }
        return all;
    }

    /** Takes a topic back and returns what it was; null if this cursor does not have it. */
    protected final @Nullable Subscription takeBack(String topic) {
        Subscription subscription = subscriptions.remove(topic);
        if (subscription != null) {
            release(subscription.asked());
        }
        return subscription;
    }

    /** Other filters stand for a topic from here on, what was sent of it is remembered; false if it is not here. */
    protected final boolean change(String topic, List<TopicFilter> filters) {
        Subscription subscription = subscriptions.get(topic);
        if (subscription != null && !subscription.hasFilters(filters)) {
            List<Asked> before = subscription.asked();
            subscription.means(ask(filters, subscription.types()));
            release(before);
        }
        return subscription != null;
    }

    /** A topic means these no more; what was sent of them is remembered. */
    private void release(List<Asked> all) {
        for (Asked asked : all) {
            if (interests.release(asked)) {
                remember(asked.upTo(position()));
            }
        }
    }

    /** Takes all topics back. */
    final void clear() {
        interests.clear();
        subscriptions.clear();
    }

    /** The topics that mean an entry, wherever it is. */
    final List<String> topicsThatMatch(LogEntry entry) {
        return subscriptions.topicsOf(interests.matching(entry));
    }

    /** The topics that mean an entry, whatever types they want. */
    final List<String> topicsThatReach(LogEntry entry) {
        return subscriptions.topicsOf(interests.reaching(entry));
    }

    /** A walk through the log for this cursor, not begun yet. */
    protected final CatchUp walkFrom(WalkStart start) {
        return new CatchUp(loop.router().loop(), outlet.place(), loop.reads(), customer, this, start);
    }

    /** The socket takes more again. */
    final void resume() {
        if (walk != null) {
            walk.resume();
        }
    }

    @Override
    public final boolean isWritable() {
        return outlet.isWritable();
    }

    @Override
    public final boolean isCrowded() {
        return loop.router().fromLog().isCrowded();
    }

    /** The newest entry is beyond whatever was told before. */
    @Override
    protected void write(Frames frames) {
        outlet.write(frames);
        List<LogEntry> entries = frames.entries();
        LogEntry newest = entries.get(entries.size() - 1);
        if (newest.customer().equals(customer)) { // a publisher may name agents of somebody else
            number = newest.number();
        }
        Witness witness = outlet.witness();
        if (witness != null) {
            witness.sent(entries);
        }
    }

    @Override
    public final void deliver(List<LogEntry> entries, Runnable taken) {
        loop.router().fromLog().deliver(entries, this, taken);
    }

    @Override
    protected final void writeFromLog(Frames frames, Runnable taken) {
        List<LogEntry> entries = frames.entries();
        outlet.write(frames, taken); // they may be gone when this returns
        Witness witness = outlet.witness();
        if (witness != null) {
            witness.caughtUp(entries);
        }
    }

    /** Topics are live from this position on. */
    protected final void noteLive(List<String> topics) {
        Witness witness = outlet.witness();
        if (witness != null) {
            witness.live(loop.sequence(number()), topics);
        }
    }

    @Override
    protected final void failed() {
        outlet.failed();
    }

    @Override
    public final void onOverdue() {
        outlet.overdue();
    }

    /** While nobody asks for a topic here, there is nobody to tell: a replay tells of its own gaps. */
    @Override
    public final void onGap(long afterNumber, long beforeNumber) {
        List<String> topics = subscriptions.topics();
        if (!topics.isEmpty()) {
            outlet.gap(
                    topics,
                    loop.sequence(afterNumber),
                    loop.sequence(beforeNumber),
                    beforeNumber - afterNumber - 1,
                    "retention");
        }
    }
}
