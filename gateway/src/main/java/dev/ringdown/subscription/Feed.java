package dev.ringdown.subscription;

import dev.ringdown.catchup.WalkStart;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The live cursor of one session over one customer's events. While the socket takes them, the router delivers; when it
 * does not, the feed falls behind and is brought up from the log later. Subscriptions that replay come to it when their
 * {@link Replay} has reached it. Confined to the session's event loop.
 */
final class Feed extends Cursor implements Replay.Goal {
    private final FilterCosts costs;
    ReplayList replays = ReplayList.NONE; // those on their way here

    /** What a later replay must not send again; null if there is nothing. */
    private @Nullable SentBefore sentBefore;

    /** What waits for the feed to be live again; null if nothing does. */
    private @Nullable List<Runnable> afterCatchUp;

    /** @param costs of what is subscribed and remembered */
    Feed(LoopContext loop, UUID customer, Outlet outlet, FilterCosts costs) {
        super(loop, customer, outlet);
        this.costs = costs;
    }

    /** What it is behind with belongs to a topic too; before there is any interest, a loop has no position. */
    @Override
    protected void begin(Asked asked) {
        asked.since(position());
    }

    /** Starts a replay; its subscriptions come to this feed when it is over, unless it has none. */
    void start(Replay replay) {
        replays = replays.with(replay);
    }

    /** Takes a topic back and returns what it was; null if neither this feed nor one of its replays has it. */
    @Nullable
    Subscription unsubscribe(String topic) {
        Subscription own = takeBack(topic);
        if (own != null) {
            return own;
        }
        Replay replay = replays.having(topic);
        if (replay == null) {
            return null;
        }
        Subscription subscription = replay.takeBack(topic);
        if (replay.subscriptions.isEmpty()) {
            end(replay);
        }
        return subscription;
    }

    /** Other filters stand for a topic from here on, live or in a replay; what was sent of it is remembered. */
    void refilter(String topic, List<TopicFilter> filters) {
        if (!change(topic, filters)) {
            replays.all().forEach(replay -> replay.change(topic, filters));
        }
    }

    /** Ends a replay before it is over. */
    void end(Replay replay) {
        replay.cancel();
        replay.clear();
        leave(replay);
    }

    private void leave(Replay ended) {
        ended.settle();
        replays = replays.without(ended);
        SentEntries sent = ended.sentSingly();
        if (sent != null && sent.size() > 0) {
            sentBefore().remember(sent);
        }
        loop.router().remove(ended);
        replays.beginNext();
    }

    @Override
    public void merge(Replay replay) {
        List<String> topics = replay.subscriptions.topics();
        replay.subscriptions.all().forEach(this::adopt);
        replay.clear();
        leave(replay);
        number = Math.max(number, replay.number());
        noteLive(topics);
    }

    @Override
    public void remember(Coverage coverage) {
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

    @Override
    public boolean had(LogEntry entry, Replay asking) {
        if (entry.offset() <= position() && interests.wants(entry)) {
            return true;
        }
        interests.countTests(replays.size()); // each knows by a search in what it has found
        return replays.haveSent(entry, asking) || sentBefore != null && sentBefore.contains(entry);
    }

    /** This one, then the replays on their way to it. */
    Stream<Cursor> cursors() {
        return Stream.concat(Stream.of(this), replays.all());
    }

    /** The subscription to a topic, live or in a replay; null if there is none. */
    @Nullable
    Subscription subscription(String topic) {
        return cursors()
                .flatMap(cursor -> Stream.ofNullable(cursor.subscriptions.get(topic)))
                .findFirst()
                .orElse(null);
    }

    /** What is subscribed, live or in a replay. */
    Stream<Subscription> subscriptions() {
        return cursors().flatMap(cursor -> cursor.subscriptions.all().stream());
    }

    /** Whether no topic is subscribed; what was sent is remembered all the same. */
    boolean isIdle() {
        return subscriptions.isEmpty() && replays.isEmpty();
    }

    /** Whether some of what it gets comes from the log. */
    boolean isBehind() {
        return walk != null || !replays.isEmpty();
    }

    /** How far live delivery has got on this connection. */
    @Override
    public long position() {
        return walk == null ? loop.router().routedOffset() : walk.offset();
    }

    @Override
    long number() {
        if (walk == null) {
            number = loop.reads().counts().upTo(customer, position(), number);
        }
        return super.number();
    }

    /** The same for who begins here, and whose first position it is: what is too low would promise what does not come. */
    long exactNumber() {
        if (walk == null) {
            number = loop.reads().counts().exactUpTo(customer, position(), number);
        }
        return super.number();
    }

    /** Up to where everything that is subscribed has been sent, replays included. */
    Sequence complete() {
        return loop.sequence(replays.completeNumber(number()));
    }

    /** Whether a client may resume from {@link #complete}: not while single entries are still to come. */
    boolean isResumable() {
        return replays.areWalking();
    }

    /** The socket takes more again. */
    void onWritable() {
        resume();
        replays.resume();
    }

    /** Ends everything; the feed is not used any more. */
    void close() {
        if (walk != null) {
            walk.cancel();
        }
        replays.all().forEach(this::end);
        clear();
        if (sentBefore != null) {
            sentBefore.clear();
        }
        loop.router().remove(this);
    }

    @Override
    protected boolean isLive() {
        return walk == null;
    }

    @Override
    protected void fellBehind(long afterOffset) {
        if (walk == null) {
            long routed = Math.max(number, loop.router().routedNumber(customer));
            number = loop.reads().counts().upTo(customer, afterOffset, routed);
            walk = walkFrom(WalkStart.after(afterOffset, number));
            outlet.fellBehind();
            Witness witness = outlet.witness();
            if (witness != null) {
                witness.behind(loop.sequence(number), subscriptions.topics(), isWritable() ? "overtaken" : "socket");
            }
            if (isWritable()) {
                walk.resume();
            }
        }
    }

    @Override
    public void onCaughtUp() {
        number = number(); // the walk's, as it ends
        walk = null;
        noteLive(subscriptions.topics());
        List<Runnable> tasks = afterCatchUp;
        if (tasks != null) {
            afterCatchUp = null;
            tasks.forEach(Runnable::run);
        }
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

    /** The router has come to an entry: notes it, if it is this feed that passes it. */
    void noteRouted(LogEntry entry, Witness witness) {
        if (isLive()) {
            boolean wanted = interests.wants(entry);
            if (!wanted || hasEarlierCopy(entry)) {
                noteNotSent(entry, wanted, witness);
            }
        }
    }

    /** What nobody wants is noted here unless a replay will come to it. */
    private void noteNotSent(LogEntry entry, boolean wanted, Witness witness) {
        if (wanted) {
            witness.duplicate(entry);
        } else if (!replays.reach(entry)) {
            witness.passed(entry, topicsThatReach(entry));
        }
    }

    /** Whichever of the connection's subscriptions asked for it: the event is the same. */
    @Override
    public boolean hasEarlierCopy(LogEntry entry) {
        return interests.matchesEarlier(entry) || replays.matchEarlier(entry);
    }

    /** How much has been looked at to answer whether entries are wanted; overflows to negative numbers. */
    @Override
    public int tests() {
        return interests.tests() + replays.tests() + (sentBefore == null ? 0 : sentBefore.tests());
    }

    @Override
    public long liveOffset() {
        return loop.router().routedOffset();
    }

    @Override
    public void whenLive(long offset, Runnable task) {
        loop.router().whenRouted(offset, task);
    }

    @Override
    public void whenAt(long offset, Runnable task) {
        if (walk == null) {
            whenLive(offset, task);
        } else {
            if (afterCatchUp == null) {
                afterCatchUp = new ArrayList<>();
            }
            afterCatchUp.add(task);
        }
    }
}
