package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventName;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.protocol.Limit;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The words of the log's tests. */
final class LogTesting {
    static final LogOptions OPTIONS = options(16, 1 << 20, 16);

    private LogTesting() {}

    static LogOptions options(int queuedAppends, long queuedBytes, int appendsPerWrite) {
        return new LogOptions(16, 1 << 20, queuedAppends, queuedBytes, appendsPerWrite, Duration.ofMinutes(5), 1_000);
    }

    static MemoryStore memoryStore(long maxBytes, Duration maxAge) {
        return new MemoryStore(
                7,
                maxBytes,
                maxAge,
                new LiveResourceIndex(
                        new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(10, Long.MAX_VALUE)));
    }

    /** The same with a share for each customer. */
    static MemoryStore memoryStore(long maxBytes, long shareBytes, LogMeters meters) {
        return new MemoryStore(
                7,
                maxBytes,
                shareBytes,
                Duration.ofSeconds(10),
                new LiveResourceIndex(
                        new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(10, Long.MAX_VALUE)),
                meters);
    }

    /** An entry without an event behind it. */
    static LogEntry entry(UUID customer, long offset, int jsonBytes, long appendedAtMillis) {
        return entry(customer, offset + 1, offset, jsonBytes, appendedAtMillis);
    }

    /** The same of a customer who is not alone. */
    static LogEntry entry(UUID customer, long number, long offset, int jsonBytes, long appendedAtMillis) {
        return new LogEntry(
                new Placed(new Sequence(7, number), offset),
                new LogEntry.About(
                        customer,
                        new EventName("/test", "event-" + offset),
                        "call_created",
                        Topics.of(new Resource("call", "17"), new InScope(Scope.CUSTOMER, customer)),
                        false),
                new byte[jsonBytes],
                -1,
                appendedAtMillis,
                77);
    }

    /** Appends events and lets the appender take its turn. */
    static List<Appended> append(StoredLog log, Event... events) {
        CompletableFuture<AppendOutcome> append = log.append(List.of(events));
        log.appender().turn();
        return places(append);
    }

    /** Where events were put that have been stored by now. */
    static List<Appended> places(CompletableFuture<AppendOutcome> append) {
        assertThat(append).isCompletedWithValueMatching(AppendOutcome.Stored.class::isInstance, "stored");
        return ((AppendOutcome.Stored) append.join()).places();
    }

    /** Of events of one customer, of whom alone there is something in the log. */
    static List<Long> offsets(CompletableFuture<AppendOutcome> append) {
        return places(append).stream()
                .map(appended -> appended.sequence().number() - 1)
                .toList();
    }

    static List<Long> offsets(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::offset).toList();
    }

    /** What a log answers with now. */
    static List<LogEntry> read(StoredLog log, UUID customer, long afterOffset, int maxEntries) {
        return log.read(customer, afterOffset, maxEntries)
                .toCompletableFuture()
                .join()
                .entries();
    }

    /** The append was refused, for no limit. */
    static void assertRefused(CompletableFuture<AppendOutcome> append, String detail) {
        assertThat(append).isCompletedWithValue(new AppendOutcome.Refused(detail, null));
    }

    /** The append was refused, and says by the key of which limit. */
    static void assertRefusedBy(Limit limit, CompletableFuture<AppendOutcome> append, String detail) {
        assertThat(append).isCompletedWithValue(new AppendOutcome.Refused(detail, limit));
    }
}
