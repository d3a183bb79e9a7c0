package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.journal.Journal;
import dev.ringdown.journal.record.Control;
import dev.ringdown.journal.record.InvalidRecordException;
import dev.ringdown.journal.record.RecordReader;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appended;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.Sequence;
import dev.ringdown.replica.ReplicaNode;
import dev.ringdown.replica.ReplicaOptions;
import dev.ringdown.replica.ReplicatedLog;
import dev.ringdown.replica.WatchOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** A log over a journal that does what the test says; one record may be under way. Confined to one thread. */
final class Replica {
    static final UUID CUSTOMER = new UUID(1, 1);
    static final int RECORD_BYTES = 2_500;
    static final long EPOCH = 7;

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofMinutes(10);
    private static final WatchOptions WATCH =
            new WatchOptions(Duration.ofSeconds(6), Duration.ofSeconds(20), Duration.ofSeconds(30));

    /** What becomes of records: what was said of the next, and else what is said of all. */
    private static final class Fates {
        private final ArrayDeque<Fate> ofTheNext = new ArrayDeque<>();
        private Fate ofAll = Fate.KEPT;

        Fate next() {
            return ofTheNext.isEmpty() ? ofAll : ofTheNext.remove();
        }
    }

    final JournalInMemory journal;
    final JournalConnection connection;
    final ReplicatedLog log;
    final NoticeList notices = new NoticeList();
    private final ReplicaMeters meters = new ReplicaMeters();
    private final Fates fates;
    private long nanos;

    private Replica(JournalInMemory journal, Fates fates, ReplicaStore store, Duration window) throws IOException {
        this.journal = journal;
        this.fates = fates;
        long writer = 1 + journal.kept().size();
        this.connection = journal.connectHere();
        this.log = ReplicatedLog.open(
                connection, store, options(window), new ReplicaNode(writer, () -> nanos, EPOCH, notices), meters);
    }

    private static ReplicaOptions options(Duration window) {
        LogOptions options = new LogOptions(16, 1 << 20, 16, 1 << 20, 16, window, 1_000);
        return new ReplicaOptions(options, RETENTION, RECORD_BYTES, 1, 1 << 20, Duration.ofSeconds(5), WATCH);
    }

    /** The log alone, over a journal of the test's own and by its clock. */
    static ReplicatedLog log(Journal journal, LongSupplier nanoTime) throws IOException {
        ReplicaNode node = new ReplicaNode(1, nanoTime, EPOCH, new NoticeList());
        return ReplicatedLog.open(journal, MemoryDisks.store(), options(WINDOW), node, new ReplicaMeters());
    }

    /** On a journal that it has founded. */
    static Replica over(ReplicaStore store) throws IOException {
        return beginning(store).settled();
    }

    /** On an empty journal. */
    static Replica beginning(ReplicaStore store) throws IOException {
        Fates fates = new Fates();
        JournalInMemory journal = JournalInMemory.patient(() -> 1_000, fates::next);
        return new Replica(journal, fates, store, WINDOW);
    }

    /** On an empty journal, of which it wants to say that duplicates are remembered for so long. */
    static Replica remembering(Duration window) throws IOException {
        Fates fates = new Fates();
        return new Replica(JournalInMemory.patient(() -> 1_000, fates::next), fates, MemoryDisks.store(), window)
                .settled();
    }

    /** One whose journal keeps and tells everything at once. */
    static Replica prompt(ReplicaStore store) throws IOException {
        return new Replica(JournalInMemory.prompt(() -> 1_000), new Fates(), store, WINDOW).settled();
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

    /** The control records that the journal has. */
    List<Control> controls() {
        return journal.kept().stream()
                .map(JournalInMemory.Kept::bytes)
                .filter(record -> !isOfEvents(record))
                .map(Replica::control)
                .toList();
    }

    private static Control control(byte[] record) {
        try {
            return new RecordReader(record, Sequence.WIDTH).control();
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

    /** How often something was counted. */
    long counted(String name) {
        return meters.counted(name);
    }

    /** What a gauge shows. */
    double shown(String name) {
        return meters.shown(name);
    }

    /** What becomes of the record that is settled next. */
    void next(Fate fate) {
        fates.ofTheNext.add(fate);
    }

    /** What becomes of all records of which nothing else is said. */
    void nextForGood(Fate fate) {
        fates.ofAll = fate;
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
