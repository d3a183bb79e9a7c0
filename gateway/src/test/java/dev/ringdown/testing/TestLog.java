package dev.ringdown.testing;

import dev.ringdown.event.Event;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.StoredLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongUnaryOperator;

/** A log in memory whose appender has its turn as soon as the test appends. Only the test appends; anybody reads. */
public final class TestLog {
    private static final LongUnaryOperator DENSE = offset -> offset + 1;

    private final TestStore store;
    private final StoredLog log;
    private int appended;

    /** @param tailEntries entries that the tail holds, a power of two */
    public TestLog(int tailEntries) {
        this(tailEntries, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * @param maxBytes of everybody
     * @param shareBytes of one customer, when there are so many
     */
    public TestLog(int tailEntries, long maxBytes, long shareBytes) {
        this(tailEntries, new TestStore(maxBytes, shareBytes), DENSE);
    }

    private TestLog(int tailEntries, TestStore store, LongUnaryOperator offsetAfter) {
        this.store = store;
        this.log = new StoredLog(
                store,
                new LogOptions(tailEntries, Long.MAX_VALUE, 1_000, Long.MAX_VALUE, 1_000, Duration.ZERO, 0),
                new MutableClock(),
                LogMeters.NONE,
                offsetAfter);
    }

    /** One in which between two entries there is room for others. */
    public static TestLog withHoles(int tailEntries, LongUnaryOperator offsetAfter) {
        return new TestLog(tailEntries, new TestStore(Long.MAX_VALUE, Long.MAX_VALUE), offsetAfter);
    }

    /** Appends on the caller's thread. */
    public void append(TestEvent event) {
        append(0, event);
    }

    void append(long nanos, TestEvent... events) {
        List<Event> all = new ArrayList<>();
        for (TestEvent event : events) {
            all.add(event.published(Integer.toString(appended++), nanos));
        }
        var unused = log.append(all);
        log.appender().turn();
    }

    /** Retention drops everything that is there now. */
    public void dropEverything() {
        store.maintain(MutableClock.START.toEpochMilli() + 1_000);
    }

    /** How often somebody read from the store, not from the tail. */
    public int reads() {
        return store.reads();
    }

    /** How often somebody walked back through the store. */
    public int readsBack() {
        return store.readsBack();
    }

    /** How often somebody asked what is alive. */
    public int snapshots() {
        return store.snapshots();
    }

    /** See {@link dev.ringdown.log.EventLog#firstOffset(UUID)}. */
    public long firstOffset(UUID customer) {
        return log.firstOffset(customer);
    }

    public LiveTail tail() {
        return log.tail();
    }

    /** The store behind it. */
    public TestStore store() {
        return store;
    }

    /** The log as everybody else sees it. */
    public StoredLog log() {
        return log;
    }
}
