package dev.ringdown.config;

import static dev.ringdown.config.Setting.EIB;
import static dev.ringdown.config.Setting.HOUR;
import static dev.ringdown.config.Setting.KIB;
import static dev.ringdown.config.Setting.MIB;
import static dev.ringdown.config.Setting.MILLISECOND;
import static dev.ringdown.config.Setting.bytes;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.number;
import static dev.ringdown.config.Setting.text;
import static dev.ringdown.config.Setting.texts;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.embedded.SyncPolicy;
import dev.ringdown.log.embedded.WitnessPlace;
import dev.ringdown.protocol.Limit;
import dev.ringdown.topic.TypePattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The event log. Immutable.
 *
 * <p>It and {@link LimitsSection} know each other: the log takes limits that stand there, and sessions tell how long
 * this one retains.
 *
 * @param embedded null: it is kept in memory
 * @param shareBytes of {@code retentionBytes}, what a customer keeps when there is no room
 * @param readCacheBytes memory for stretches of the log read from the disk
 * @param snapshotCacheBytes memory for single events read from the disk
 */
public record LogSection(
        Duration retentionAge,
        long retentionBytes,
        long shareBytes,
        List<String> terminalTypes,
        LiveResourceIndex.Bounds liveBounds,
        long readCacheBytes,
        long snapshotCacheBytes,
        LogOptions options,
        @Nullable Embedded embedded) {
    static final Keys KEYS = new Keys();

    private static final Setting<String> STORE = KEYS.add(text(
            "log.store",
            "embedded",
            "Where the log is kept: embedded is a RocksDB in log.dir, memory is gone with the process.",
            "embedded or memory",
            Set.of("embedded", "memory")::contains));
    private static final Setting<String> DIR = KEYS.add(text(
            "log.dir",
            "data",
            "Folder of the embedded log; made if it is missing.",
            "a folder",
            dir -> !dir.isBlank() && FileNames.parse(dir) != null));
    private static final Setting<String> WITNESS = KEYS.add(text(
            "log.witness",
            "memory",
            "What says from outside log.dir how far the log was: without it nobody can tell whether the folder is an older"
                    + " state of itself, and a new epoch begins. memory is a file in /dev/shm, which survives the process"
                    + " but not the machine (or container); else a file that is never set back together with log.dir, in a"
                    + " folder that is there; with none every start begins a new epoch.",
            "memory, none, or a file outside log.dir",
            witness -> !witness.isBlank() && FileNames.parse(witness) != null));
    private static final Setting<String> SYNC = KEYS.add(text(
            "log.sync",
            "interval",
            "When an event is on the disk, not only with the operating system: always before it is acknowledged,"
                    + " within log.sync-interval, or never before the system likes. Only a machine that goes down makes"
                    + " a difference.",
            "always, interval or never",
            Set.of("always", "interval", "never")::contains));
    private static final Setting<Duration> SYNC_INTERVAL = KEYS.add(duration(
            "log.sync-interval", "1s", MILLISECOND, HOUR, "How often the log is synced with log.sync=interval."));
    private static final Setting<Long> MIN_FREE = KEYS.add(
            bytes("log.min-free", "256MiB", 0, EIB, "Free space of the disk below which no events are taken (503)."));
    private static final Setting<Long> READ_CACHE_BYTES = KEYS.add(bytes(
            "log.read-cache-bytes",
            "64MiB",
            MIB,
            EIB,
            "Memory for entries read from the disk, shared by sessions that catch up."));
    private static final Setting<Long> SNAPSHOT_CACHE_BYTES = KEYS.add(bytes(
            "log.snapshot-cache-bytes",
            "32MiB",
            MIB,
            EIB,
            "Memory for single events read from the disk, shared by sessions that begin with history or a snapshot."));
    private static final Setting<Integer> LIVE_RESOURCES = KEYS.add(
            number(
                    "log.live-resources",
                    10_000,
                    1,
                    10_000_000,
                    "Resources of one customer whose latest event is kept for snapshots; beyond it the quietest is forgotten."));
    private static final Setting<Long> LIVE_BYTES = KEYS.add(bytes(
            "log.live-bytes",
            "32MiB",
            64 * KIB,
            EIB,
            "What the latest events of one customer's live resources may take together, with 256 bytes for each on top;"
                    + " beyond it the quietest is forgotten."));
    private static final Setting<List<String>> TERMINAL_TYPES = KEYS.add(texts(
            "log.terminal-types",
            TerminalTypes.DEFAULT.stream().map(type -> '"' + type + '"').collect(Collectors.joining(", ", "[", "]")),
            "Event types after which a resource is not alive any more and leaves the snapshot.",
            "a list of event types, with one * at the beginning or end",
            type -> TypePattern.isPattern(type) && !(type.startsWith("*") && type.endsWith("*"))));
    static final Setting<Duration> RETENTION_AGE = KEYS.add(duration(
            "log.retention-age",
            "24h",
            Duration.ofSeconds(1),
            Duration.ofDays(365),
            "Events are forgotten when they are older."));
    private static final Setting<Long> RETENTION_BYTES = KEYS.add(bytes(
            "log.retention-bytes", "2GiB", MIB, EIB, "The oldest events are forgotten when all together are larger."));
    private static final Setting<Integer> RETENTION_SHARE = KEYS.add(
            number(
                    Limit.RETENTION_SHARE.key(),
                    25,
                    1,
                    100,
                    "Percent of log.retention-bytes that a customer keeps whatever others publish: when there are more than"
                            + " log.retention-bytes, whoever has most, and more than this, loses its own oldest events first."));
    private static final Setting<Integer> TAIL_ENTRIES = KEYS.add(number(
            Limit.TAIL_ENTRIES.key(),
            65536,
            1024,
            16_777_216,
            "Newest events held for live delivery; rounded up to a power of two."));
    private static final Setting<Long> TAIL_BYTES =
            KEYS.add(bytes("log.tail-bytes", "64MiB", MIB, EIB, "Memory that the newest events may take."));
    private static final Setting<Duration> DUPLICATE_WINDOW = KEYS.add(duration(
            "log.duplicate-window",
            "5m",
            Duration.ZERO,
            Duration.ofDays(7),
            "How long an event's source and id are remembered, so that it may be published again safely."));
    private static final Setting<Integer> DUPLICATE_EVENTS = KEYS.add(number(
            "log.duplicate-events",
            1_000_000,
            0,
            100_000_000,
            "How many sources and ids are remembered at most; beyond it the customer with the most of them loses"
                    + " its oldest."));

    /** The folder of the embedded log, and what is promised of it. */
    public record Embedded(
            Path folder, WitnessPlace witness, SyncPolicy sync, Duration syncInterval, long minFreeBytes) {}

    static LogSection read(Values values) {
        int entries = values.get(TAIL_ENTRIES);
        int powerOfTwo = Integer.highestOneBit(entries) == entries ? entries : Integer.highestOneBit(entries) << 1;
        return new LogSection(
                values.get(RETENTION_AGE),
                values.get(RETENTION_BYTES),
                values.get(RETENTION_BYTES) / 100 * values.get(RETENTION_SHARE),
                values.get(TERMINAL_TYPES),
                new LiveResourceIndex.Bounds(values.get(LIVE_RESOURCES), values.get(LIVE_BYTES)),
                values.get(READ_CACHE_BYTES),
                values.get(SNAPSHOT_CACHE_BYTES),
                new LogOptions(
                        powerOfTwo,
                        values.get(TAIL_BYTES),
                        values.get(LimitsSection.APPEND_REQUESTS),
                        values.get(LimitsSection.APPEND_BYTES),
                        1024,
                        values.get(DUPLICATE_WINDOW),
                        values.get(DUPLICATE_EVENTS),
                        RabbitmqSection.agelessEvents(values),
                        values.get(LimitsSection.APPEND_SHARE)),
                values.get(STORE).equals("embedded") ? embedded(values) : null);
    }

    private static Embedded embedded(Values values) {
        return new Embedded(
                Path.of(values.get(DIR)),
                witness(values),
                SyncPolicy.valueOf(values.get(SYNC).toUpperCase(Locale.ROOT)),
                values.get(SYNC_INTERVAL),
                values.get(MIN_FREE));
    }

    private static WitnessPlace witness(Values values) {
        String where = values.get(WITNESS);
        if (where.equals("memory")) {
            return new WitnessPlace.Memory();
        }
        if (where.equals("none")) {
            return new WitnessPlace.Nowhere();
        }
        Path file = Path.of(where).toAbsolutePath().normalize();
        if (file.startsWith(Path.of(values.get(DIR)).toAbsolutePath().normalize())) {
            values.fault(WITNESS.key(), where, WITNESS.expected());
        }
        return new WitnessPlace.File(file);
    }
}
