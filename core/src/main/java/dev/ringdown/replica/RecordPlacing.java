package dev.ringdown.replica;

import dev.ringdown.journal.record.Control;
import dev.ringdown.journal.record.InvalidRecordException;
import dev.ringdown.journal.record.RecordReader;
import dev.ringdown.journal.record.RecordStamp;
import dev.ringdown.log.Appended;
import dev.ringdown.log.Applied;
import dev.ringdown.log.CustomerCounts;
import dev.ringdown.log.Placing;
import dev.ringdown.log.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the events of a journal's records their places, which follow from the records alone: offsets from the position, numbers
 * and duplicates from what came before. Only the log's appender calls this.
 */
final class RecordPlacing {
    private final Placing placing;
    private final RecordOffsets offsets;
    private final RecordTime time;
    private final RecordSender sender;
    private final Agreement agreement;
    private final Comparison comparison;
    private Applied applied;

    /** Whether the journal has shown that it has what was applied last. */
    private boolean proved;

    /**
     * @param placing goes by {@code offsets}
     * @param sender knows which records come from here
     * @param agreement what the journal says besides events
     * @param comparison what of that other nodes have
     */
    RecordPlacing(
            Opening opening,
            Placing placing,
            RecordOffsets offsets,
            RecordSender sender,
            Agreement agreement,
            Comparison comparison) {
        this.placing = placing;
        this.offsets = offsets;
        this.time = new RecordTime(opening.applied().millis(), opening.node().nanoTime());
        this.sender = sender;
        this.agreement = agreement;
        this.comparison = comparison;
        this.applied = opening.applied();
        this.proved = !applied.isSomething();
    }

    /**
     * Places what has come. It is kept, as it is, before anything else is placed: another node has placed it so.
     *
     * @throws InvalidRecordException a record cannot be read, so nothing that follows can be placed either
     * @throws DiscontinuityException the journal does not go on from what is applied
     * @throws LogEndsException nothing can be placed behind a record while the log is open
     */
    PlacedRecords place(List<Inbox.Arrived> arrived)
            throws InvalidRecordException, DiscontinuityException, LogEndsException {
        placing.begin(time.newestMillis(), time.newestMillis());
        List<RecordStamp> stamps = new ArrayList<>(arrived.size());
        List<List<Appended>> places = new ArrayList<>(arrived.size());
        for (Inbox.Arrived record : arrived) {
            try {
                RecordReader reader = new RecordReader(record.bytes(), Sequence.WIDTH);
                if (proved) {
                    stamps.add(reader.stamp());
                    places.add(place(record, reader));
                } else {
                    Continuation.prove(applied, record, reader.stamp());
                    proved = true;
                }
            } catch (InvalidRecordException e) {
                throw e.inRecord(record.position());
            }
        }
        return new PlacedRecords(placing.entries(), stamps, places, applied);
    }

    private List<Appended> place(Inbox.Arrived record, RecordReader reader)
            throws InvalidRecordException, LogEndsException {
        if (record.position() <= applied.position()) {
            throw new IllegalStateException("the journal has told record " + record.position() + " after record "
                    + applied.position() + " (expected: a greater position)");
        }
        long millis = time.of(record.millis());
        offsets.begin(record.position());
        List<Appended> places = List.of();
        if (!reader.isOfEvents()) {
            apply(reader.control(), reader.stamp(), record.position());
        } else if (agreement.agreed().isSomething()) { // before, they were sent to what the journal has lost since
            placing.nextCameAt(millis);
            int before = placing.entries().size();
            places = placing.place(reader.events(receivedNanos(record, reader.stamp())));
            comparison.applied(
                    placing.entries().subList(before, placing.entries().size()));
        }
        applied = new Applied(
                applied.identity(),
                record.position(),
                millis,
                record.millis(),
                reader.stamp().writer(),
                reader.stamp().number(),
                comparison.entries(),
                agreement.agreed(),
                applied.formerEpoch(),
                true);
        return places;
    }

    private void apply(Control control, RecordStamp stamp, long position) throws LogEndsException {
        boolean founded = agreement.agreed().isSomething();
        agreement.apply(control, position, offsets.first());
        comparison.applied(
                control, stamp, position, !founded && agreement.agreed().isSomething());
    }

    private long receivedNanos(Inbox.Arrived record, RecordStamp stamp) {
        SentRecord sent = sender.find(stamp);
        return sent == null ? record.receivedNanos() : sent.receivedNanos(record.receivedNanos());
    }

    /** They are in the store; to be told before anybody hears of them. */
    void stored() {
        placing.stored();
    }

    /** How many entries every customer has in the store. Thread-safe. */
    CustomerCounts counts() {
        return placing.counts();
    }

    /** Counts what was forgotten to make room, once it is sure. */
    void countForgotten() {
        placing.countForgotten();
    }

    /** What time it is by now, as far as records tell. */
    long nowMillis() {
        return time.nowMillis();
    }
}
