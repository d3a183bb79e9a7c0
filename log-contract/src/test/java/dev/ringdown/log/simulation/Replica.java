package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.journal.record.InvalidRecordException;
import dev.ringdown.journal.record.RecordReader;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appended;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.Sequence;
import dev.ringdown.replica.ReplicaNode;
import dev.ringdown.replica.ReplicaOptions;
import dev.ringdown.replica.ReplicatedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A log over a journal that does what the test says; one record may be under way. Confined to one thread. */
final class Replica {
    static final UUID CUSTOMER = new UUID(1, 1);
    static final int RECORD_BYTES = 2_500;
    static final long EPOCH = 7;

    private static final Duration WINDOW = Duration.ofMinutes(5);

    final JournalInMemory journal;
    final ReplicatedLog log;
    final List<String> told = new ArrayList<>();
    private final ArrayDeque<Fate> fates;
    private long nanos;

    private Replica(JournalInMemory journal, ArrayDeque<Fate> fates, ReplicaStore store, Duration window)
            throws IOException {
        this.journal = journal;
        this.fates = fates;
        LogOptions options = new LogOptions(16, 1 << 20, 16, 1 << 20, 16, window, 1_000);
        long writer = 1 + journal.kept().size();
        this.log = ReplicatedLog.open(
                journal.connect(),
                store,
                new ReplicaOptions(options, RECORD_BYTES, 1, 1 << 20, Duration.ofSeconds(5)),
                new ReplicaNode(writer, () -> nanos, EPOCH, told::add),
                LogMeters.NONE);
    }

    /** On a journal that it has founded. */
    static Replica over(ReplicaStore store) throws IOException {
        return beginning(store).settled();
    }

    /** On an empty journal. */
    static Replica beginning(ReplicaStore store) throws IOException {
        ArrayDeque<Fate> fates = new ArrayDeque<>();
        JournalInMemory journal =
                JournalInMemory.patient(() -> 1_000, () -> fates.isEmpty() ? Fate.KEPT : fates.remove());
        return new Replica(journal, fates, store, WINDOW);
    }

    /** One whose journal keeps and tells everything at once. */
    static Replica prompt(ReplicaStore store) throws IOException {
        return new Replica(JournalInMemory.prompt(() -> 1_000), new ArrayDeque<>(), store, WINDOW).settled();
    }

    private Replica settled() {
        settle();
        return this;
    }

    /** The records of events that the journal has. */
    List<byte[]> records() {
        return journal.kept().stream()
                .map(JournalInMemory.Kept::bytes)
                .filter(Replica::isOfEvents)
                .toList();
    }

    private static boolean isOfEvents(byte[] record) {
        try {
            return new RecordReader(record, Sequence.WIDTH).isOfEvents();
        } catch (InvalidRecordException e) {
            throw new AssertionError(e);
        }
    }

    /** Another one on the same journal. */
    Replica another(ReplicaStore store) throws IOException {
        return another(store, WINDOW);
    }

    /** The same, as long as nothing has come from the journal. */
    Replica anotherBehind(ReplicaStore store) throws IOException {
        return new Replica(journal, fates, store, WINDOW);
    }

    /** The same of a node that is configured to remember duplicates for so long. */
    Replica another(ReplicaStore store, Duration window) throws IOException {
        return new Replica(journal, fates, store, window).settled();
    }

    static Event event(String id) {
        return SimulatedEvents.call(CUSTOMER, id);
    }

    CompletableFuture<AppendOutcome> append(String... ids) {
        return log.append(Arrays.stream(ids).map(Replica::event).toList());
    }

    /** Appends an event, and waits until it is stored. */
    Appended appended(String id) {
        CompletableFuture<AppendOutcome> append = append(id);
        settle();
        return stored(append).get(0);
    }

    /** What becomes of the record that is settled next. */
    void next(Fate fate) {
        fates.add(fate);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** The log takes a turn, the journal does all that it can, and the log takes another turn. */
    void settle() {
        log.turn();
        for (List<Runnable> steps = journal.steps(); !steps.isEmpty(); steps = journal.steps()) {
            steps.get(0).run();
        }
        log.turn();
    }

    List<LogEntry> entries() {
        return log.read(CUSTOMER, -1, 100).toCompletableFuture().join().entries();
    }

    List<String> ids() {
        return entries().stream().map(entry -> entry.name().id()).toList();
    }

    static List<Appended> stored(CompletableFuture<AppendOutcome> append) {
        assertThat(append).isCompletedWithValueMatching(AppendOutcome.Stored.class::isInstance, "stored");
        return ((AppendOutcome.Stored) append.join()).places();
    }

    static void assertUnknown(CompletableFuture<AppendOutcome> append, String detail) {
        assertThat(append).isCompletedWithValue(new AppendOutcome.Unknown(detail));
    }

    static void assertRefused(CompletableFuture<AppendOutcome> append, String detail) {
        assertThat(append).isCompletedWithValue(new AppendOutcome.Refused(detail, null));
    }
}
