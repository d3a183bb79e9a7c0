package dev.ringdown.fanout;

import static java.util.Objects.requireNonNull;

import dev.ringdown.log.LiveTail;
import dev.ringdown.log.LogEntry;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.FilterIndex;
import dev.ringdown.routing.Interest;
import dev.ringdown.routing.Subscriber;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Walks the log's tail for one event loop and hands every entry to the receivers that want it. While the loop is busy,
 * entries pile up in the tail; the next drain takes them together and writes to each receiver once. When the loop is
 * idle an entry leaves at once. There is no timer and no queue.
 *
 * <p>Confined to its event loop; only {@link #wake} is called from elsewhere.
 */
public final class LoopRouter {
    /** Entries routed in one drain, so that a long backlog cannot keep the loop from reading its sockets. */
    static final int ENTRIES_PER_DRAIN = 256;

    /** Bytes of entries routed in one drain, at which it ends: all of them may go to one receiver at once. */
    static final int BYTES_PER_DRAIN = 1024 * 1024;

    /** Tests of types in one drain, at which it ends: what clients ask for may cost more than the entries. */
    static final int TESTS_PER_DRAIN = 8 * 1024;

    private final Loop loop;
    private final LiveTail tail;
    private final GatewayMetrics metrics;
    private final AtomicBoolean drainOffered = new AtomicBoolean();

    /** Whether anybody here wants anything; the appender does not wake a loop without. */
    private volatile boolean interested;

    private final FilterIndex filterIndex = new FilterIndex();
    private final Watchers watchers = new Watchers();
    private final ReceiverList receivers = new ReceiverList();
    private final Writes writes;
    private final LogDelivery fromLog;
    private long routedPlace;
    private long routedOffset;
    private final AwaitedOffsets awaited = new AwaitedOffsets();

    /** As of the end of the drain before this one: with them goes the offset after which a receiver falls behind. */
    private final RoutedNumbers numbers = new RoutedNumbers();

    /** Entries of this drain; reused. */
    private final List<LogEntry> drained = new ArrayList<>();

    /** Reused by every entry. */
    private final List<Subscriber> found = new ArrayList<>();

    /** Starts at the head of the tail: who subscribes gets what comes after. */
    public LoopRouter(Loop loop, LiveTail tail, FrameEncoder encoder, GatewayMetrics metrics) {
        this.loop = requireNonNull(loop, "loop");
        this.tail = requireNonNull(tail, "tail");
        this.metrics = requireNonNull(metrics, "metrics");
        this.fromLog = new LogDelivery(loop, encoder, metrics);
        this.writes = new Writes(loop, encoder, receivers, metrics);
        startAtTheHead();
    }

    /** There is news in the tail. Any thread; returns at once. */
    public void wake() {
        if (interested && drainOffered.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    /** Adds a filter; the receiver gets every matching entry after {@link #routedOffset()}. */
    public Interest subscribe(Receiver receiver, TopicFilter filter, TypeFilter types) {
        assert loop.inEventLoop();
        followTheLog();
        receivers.add(receiver);
        return filterIndex.add(filter, receiver, types);
    }

    private void followTheLog() {
        if (!interested) {
            // First the flag, then the head: an entry appended in between is either below this head, or its appender
            // sees the flag and wakes this loop.
            interested = true;
            startAtTheHead();
        }
    }

    private void startAtTheHead() {
        LiveTail.Head head = tail.head();
        routedPlace = head.place();
        routedOffset = head.offset();
    }

    /** Shows somebody every entry after {@link #routedOffset()}, until {@link #unwatch}. */
    public void watch(Watcher watcher) {
        assert loop.inEventLoop();
        followTheLog();
        watchers.add(watcher);
    }

    /** Takes back {@link #watch}. */
    public void unwatch(Watcher watcher) {
        assert loop.inEventLoop();
        watchers.remove(watcher);
    }

    /** Takes back what {@link #subscribe} returned. */
    public void unsubscribe(Interest interest) {
        assert loop.inEventLoop();
        filterIndex.remove(interest); // the flag is cleared by the next drain: who comes back before it misses nothing
    }

    /** Forgets a receiver whose filters are all taken back. */
    public void remove(Receiver receiver) {
        assert loop.inEventLoop();
        receivers.remove(receiver);
    }

    /** Everything up to here has been offered to whoever wants it; -1 if the log is empty. */
    public long routedOffset() {
        assert loop.inEventLoop();
        return interested ? routedOffset : tail.headOffset();
    }

    /**
     * The number of the newest entry of a customer that everybody here was offered, to be asked by a receiver that falls behind:
     * there is none between it and the offset after which that is. 0 if the customer had none since this loop follows the log.
     */
    public long routedNumber(UUID customer) {
        assert loop.inEventLoop();
        return numbers.of(customer);
    }

    /** How many entries the log has beyond {@link #routedOffset()}. */
    public long lag() {
        return interested ? tail.head().place() - routedPlace : 0;
    }

    private void drain() {
        assert loop.inEventLoop();
        drainOffered.set(false); // before the head is read, so that no wake-up after it is lost
        if (filterIndex.size() == 0 && watchers.isEmpty()) {
            interested = false;
            numbers.clear();
            awaited.reached(routedOffset());
            return;
        }
        long afterOffset = routedOffset;
        long lastPlace = Math.min(tail.head().place(), routedPlace + ENTRIES_PER_DRAIN);
        Bundle empty = Bundle.empty();
        int bytes = 0;
        long testsBefore = filterIndex.typeTests();
        while (routedPlace < lastPlace
                && bytes < BYTES_PER_DRAIN
                && filterIndex.typeTests() - testsBefore < TESTS_PER_DRAIN) {
            LogEntry entry = tail.at(routedPlace + 1);
            if (entry == null) {
                endDrain(afterOffset, testsBefore);
                overtaken();
                return;
            }
            route(entry, empty);
            bytes += entry.json().length;
        }
        endDrain(afterOffset, testsBefore);
        awaited.reached(routedOffset);
        if (routedPlace < tail.head().place()) {
            wake();
        }
    }

    private void endDrain(long afterOffset, long testsBefore) {
        metrics.typesTested(filterIndex.typeTests() - testsBefore);
        writes.flush(afterOffset);
        numbers.routed(drained);
        drained.clear();
    }

    private void route(LogEntry entry, Bundle empty) {
        routedPlace++;
        routedOffset = entry.offset();
        drained.add(entry);
        if (!watchers.isEmpty()) {
            watchers.show(entry);
        }
        found.clear();
        filterIndex.collect(entry, found);
        writes.add(entry, found, empty);
    }

    /** Notices at once if the tail is ahead of this loop by more than it holds, so that who begins here begins at its head. */
    public void noticeIfOvertaken() {
        assert loop.inEventLoop();
        if (interested && routedPlace < tail.head().place() && tail.at(routedPlace + 1) == null) {
            overtaken();
        }
    }

    /** The tail has forgotten the entry after {@link #routedOffset}: nobody here can go on as if nothing was missed. */
    private void overtaken() {
        long afterOffset = routedOffset;
        startAtTheHead();
        metrics.limitReached(Limit.TAIL_ENTRIES);
        for (Receiver receiver : receivers.copy()) {
            receiver.fellBehind(afterOffset);
        }
        numbers.clear(); // of what was not routed nothing is known
        wake();
    }

    /** Writes to receivers of this loop that are brought up from the log. */
    public LogDelivery fromLog() {
        return fromLog;
    }

    /** Runs a task once {@link #routedOffset()} has reached an offset that the log has already; not at once. */
    public void whenRouted(long offset, Runnable task) {
        assert loop.inEventLoop();
        awaited.add(offset, task);
        if (drainOffered.compareAndSet(false, true)) {
            loop.execute(this::drain);
        }
    }

    /** What is held already of a topic that means a filter, because somebody in this loop asks for the same. */
    public FilterIndex.Held held(TopicFilter filter, String topic) {
        assert loop.inEventLoop();
        return filterIndex.held(filter, topic);
    }

    /** How many interests there are in this loop. */
    public int interests() {
        assert loop.inEventLoop();
        return filterIndex.size();
    }

    /** The loop that owns this router. */
    public Loop loop() {
        return loop;
    }
}
