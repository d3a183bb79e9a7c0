package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.InstanceOfAssertFactories;

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
        return new LogEntry(
                new Sequence(7, offset),
                offset + 1,
                customer,
                new EventName("/test", "event-" + offset),
                "call_created",
                Topics.of(new Resource("call", "17"), new InScope(Scope.CUSTOMER, customer)),
                false,
                new byte[jsonBytes],
                appendedAtMillis,
                77);
    }

    static List<Appended> await(CompletableFuture<List<Appended>> append)
            throws InterruptedException, ExecutionException, TimeoutException {
        return append.get(5, TimeUnit.SECONDS);
    }

    static List<Long> offsets(CompletableFuture<List<Appended>> append)
            throws InterruptedException, ExecutionException, TimeoutException {
        return await(append).stream()
                .map(appended -> appended.sequence().offset())
                .toList();
    }

    static List<Long> offsets(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::offset).toList();
    }

    static void assertRefused(CompletableFuture<List<Appended>> append, String message) {
        assertThat(append)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(LogUnavailableException.class)
                .withMessage(message);
    }

    /** The append was refused, and says by the key of which limit. */
    static void assertRefusedBy(Limit limit, CompletableFuture<List<Appended>> append, String message) {
        assertRefused(append, message);
        assertThat(append)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .asInstanceOf(InstanceOfAssertFactories.type(LogUnavailableException.class))
                .extracting(LogUnavailableException::limit)
                .isEqualTo(limit);
    }
}
