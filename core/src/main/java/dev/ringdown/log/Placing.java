package dev.ringdown.log;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventName;
import dev.ringdown.protocol.Limit;
import dev.ringdown.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Gives events their places in the log, or finds the places that their first copies have. What was placed since {@link
 * #begin} is a batch: it is stored, or taken back as if it had never come. Only the log's appender calls this.
 */
public final class Placing {
    /** An event of whose entries a newer one is to be remembered, unless that cannot be stored. */
    private record Overtaken(UUID customer, EventName name, Placed first) {}

    private final Store store;
    private final LiveTail tail;
    private final LogMeters meters;
    private final LogMeters.Count namesForgotten;
    private final Duplicates duplicates;
    private final LongUnaryOperator offsetAfter;
    private final CustomerCounts counts = new CustomerCounts();
    private long epoch;
    private long lastOffset;

    // Of the batch.
    private long nowMillis;
    private long elapsedMillis;
    private long firstOffset;
    private List<LogEntry> entries = List.of();
    private final List<Overtaken> overtaken = new ArrayList<>(0);

    /**
     * Goes on where a store ends.
     *
     * @param duplicates which events came lately; recalls them here
     * @param millis the time that it is
     * @param offsetAfter gives the offset of an event by that of the newest entry: a greater one
     */
    public Placing(
            Store store,
            LiveTail tail,
            Duplicates duplicates,
            long millis,
            LogMeters meters,
            LongUnaryOperator offsetAfter) {
        this.store = store;
        this.tail = tail;
        this.meters = meters;
        this.namesForgotten = meters.count(
                "ringdown.duplicates.forgotten",
                "sources and ids forgotten before the duplicate window had passed, for want of room");
        this.duplicates = duplicates;
        List<Epoch> epochs = store.epochs();
        this.epoch = epochs.get(epochs.size() - 1).epoch();
        this.offsetAfter = offsetAfter;
        this.lastOffset = store.headOffset();
        store.numbers((customer, number) -> counts.restore(customer, number, lastOffset));
        duplicates.recall(store, millis);
        countForgotten();
    }

    /**
     * Begins a batch of what comes at a time; the one before is stored.
     *
     * @param elapsed the same as nobody can set it, by which duplicates are forgotten
     */
    public void begin(long millis, long elapsed) {
        nowMillis = millis;
        elapsedMillis = elapsed;
        firstOffset = lastOffset;
        entries = new ArrayList<>();
        overtaken.clear();
        duplicates.mark();
    }

    /** What is placed from here on came at another time, by which duplicates are forgotten too. */
    public void nextCameAt(long millis) {
        nowMillis = millis;
        elapsedMillis = millis;
    }

    /** What is placed from here on has sequences of another epoch. */
    public void beginEpoch(long next) {
        epoch = next;
    }

    /** The entries of the batch, in order; a list of its own. */
    public List<LogEntry> entries() {
        return entries;
    }

    /** Gives every event of an append its place. */
    public List<Appended> place(List<Event> events) {
        List<Appended> places = new ArrayList<>(events.size());
        for (Event event : events) {
            Sequence sequence = new Sequence(epoch, counts.next(event.customer()));
            Placed placed = new Placed(sequence, offsetAfter.applyAsLong(lastOffset));
            Placed first = duplicates.firstOrRemember(event.customer(), event.name(), placed, elapsedMillis);
            Topics topics = event.topics();
            if (first != null) {
                topics = untold(event, first);
                if (topics == null) {
                    counts.takeBack(event.customer());
                    places.add(new Appended(event.name().id(), first.sequence(), true));
                    continue;
                }
                duplicates.rememberAsFirst(event.customer(), event.name(), placed, elapsedMillis);
                overtaken.add(new Overtaken(event.customer(), event.name(), first));
            }
            lastOffset = placed.offset();
            entries.add(entry(event, placed, topics));
            places.add(new Appended(event.name().id(), sequence, false));
        }
        return places;
    }

    private LogEntry entry(Event event, Placed placed, Topics topics) {
        return new LogEntry(
                placed,
                new LogEntry.About(event.customer(), event.name(), event.type(), topics, event.moment()),
                event.json().withSequence(placed.sequence().toBytes()),
                event.json().sequenceAt(),
                nowMillis,
                event.receivedNanos());
    }

    /** What of a copy's topics its newest entry and those before it have not told; null if that is nothing, or not known. */
    private @Nullable Topics untold(Event copy, Placed newest) {
        if (!copy.copy()) {
            return null;
        }
        LogEntry entry = entryAt(copy.customer(), newest.offset());
        // The tail has it whoever's it is, the store only if it is the customer's: what is in the tail must not decide.
        return entry == null
                        || !entry.customer().equals(copy.customer())
                        || !entry.name().equals(copy.name())
                ? null
                : entry.topics().left(copy.topics());
    }

    private @Nullable LogEntry entryAt(UUID customer, long offset) {
        if (offset > firstOffset) { // in the batch, and not in the store yet
            return entries.get(LogSlice.firstAtOrAfter(entries, offset));
        }
        LogEntry inMemory = tail.get(offset);
        if (inMemory != null) {
            return inMemory;
        }
        List<LogEntry> stored = store.read(customer, offset - 1, 1).entries();
        return stored.isEmpty() || stored.get(0).offset() != offset ? null : stored.get(0);
    }

    /** The batch could not be stored: what comes next gets its places. */
    void takeBack() {
        lastOffset = firstOffset;
        entries.forEach(entry -> counts.takeBack(entry.customer()));
        duplicates.forgetSinceMark();
        overtaken.forEach(event -> duplicates.rememberAsFirst(event.customer, event.name, event.first, elapsedMillis));
    }

    /** The batch is in the store; to be told before anybody hears of its entries. */
    public void stored() {
        counts.stored(entries);
    }

    /** How many entries every customer has in the store. */
    public CustomerCounts counts() {
        return counts;
    }

    /** Counts what was forgotten to make room, once it is sure. */
    public void countForgotten() {
        int count = duplicates.takeForgottenEarly();
        if (count > 0) {
            namesForgotten.add(count);
            meters.limitReached(Limit.DUPLICATE_EVENTS);
        }
    }
}
