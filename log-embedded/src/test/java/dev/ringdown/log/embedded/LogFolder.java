package dev.ringdown.log.embedded;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.EventName;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The words of the embedded log's tests. */
final class LogFolder {
    static final UUID ALICE = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    static final UUID BOB = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");
    static final long EPOCH = 1_700_000_000;

    private LogFolder() {}

    static EmbeddedOptions options(Path folder) {
        return options(folder, 1 << 30, Duration.ofHours(24), 100);
    }

    static EmbeddedOptions options(Path folder, long retentionBytes, Duration retentionAge, int maxLiveResources) {
        return options(
                folder, retentionBytes, retentionAge, new LiveResourceIndex.Bounds(maxLiveResources, Long.MAX_VALUE));
    }

    static EmbeddedOptions options(
            Path folder, long retentionBytes, Duration retentionAge, LiveResourceIndex.Bounds liveBounds) {
        return new EmbeddedOptions(
                folder,
                new WitnessPlace.Nowhere(),
                retentionAge,
                retentionBytes,
                retentionBytes / 4,
                SyncPolicy.NEVER,
                Duration.ofSeconds(1),
                0,
                new TerminalTypes(TerminalTypes.DEFAULT),
                liveBounds,
                new RoutingTable(RoutingTable.VOIPBIN, 256));
    }

    /** The same with another witness, and another promise. */
    static EmbeddedOptions witnessed(EmbeddedOptions options, WitnessPlace witness, SyncPolicy sync) {
        return new EmbeddedOptions(
                options.folder(),
                witness,
                options.retentionAge(),
                options.retentionBytes(),
                options.shareBytes(),
                sync,
                options.syncInterval(),
                options.minFreeBytes(),
                options.terminalTypes(),
                options.liveBounds(),
                options.routing());
    }

    static EmbeddedStore open(Path folder) throws IOException {
        return EmbeddedStore.open(options(folder), EPOCH);
    }

    /** An event of a call; {@code number} counts the customer's entries. */
    static LogEntry entry(UUID customer, long offset, long number, String type, String call, long atMillis) {
        Sequence sequence = new Sequence(EPOCH, number);
        String json =
                "{\"type\":\"" + type + "\",\"sequence\":\"" + sequence + "\",\"data\":{\"id\":\"" + call + "\"}}";
        return new LogEntry(
                new Placed(sequence, offset),
                new LogEntry.About(
                        customer,
                        new EventName("/test", "event-" + offset),
                        type,
                        Topics.of(
                                new Resource("call", call),
                                new InScope(Scope.CUSTOMER, customer),
                                new InScope(Scope.AGENT, new UUID(7, 7))),
                        false),
                json.getBytes(StandardCharsets.UTF_8),
                json.indexOf(sequence.toString()),
                atMillis,
                0);
    }

    /** An entry of a call whose JSON has this many bytes. */
    static LogEntry large(UUID customer, long offset, String call, int bytes) {
        LogEntry small = entry(customer, offset, offset + 1, "call_updated", call, 0);
        return new LogEntry(
                new Placed(small.sequence(), small.offset()),
                new LogEntry.About(customer, small.name(), small.type(), small.topics(), false),
                new byte[bytes],
                -1,
                small.appendedAtMillis(),
                0);
    }

    static LogEntry entry(UUID customer, long offset, long number) {
        return entry(customer, offset, number, "call_updated", "c" + offset, 1_000 + offset);
    }

    /** The latest events, as they are found now. */
    static List<LogEntry> entries(LiveResources live) {
        return IntStream.range(0, live.offsets().size())
                .mapToObj(index -> requireNonNull(live.entry(index)))
                .toList();
    }

    static List<Long> offsets(LiveResources live) {
        return offsets(entries(live));
    }

    static List<Long> offsets(LogSlice slice) {
        return offsets(slice.entries());
    }

    static List<Long> offsets(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::offset).toList();
    }
}
