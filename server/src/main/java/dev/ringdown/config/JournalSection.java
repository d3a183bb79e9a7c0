package dev.ringdown.config;

import static dev.ringdown.config.Setting.HOUR;
import static dev.ringdown.config.Setting.KIB;
import static dev.ringdown.config.Setting.MIB;
import static dev.ringdown.config.Setting.bytes;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.number;
import static dev.ringdown.config.Setting.text;

import dev.ringdown.journal.kafka.Compression;
import dev.ringdown.journal.kafka.KafkaOptions;
import dev.ringdown.journal.kafka.TopicOptions;
import dev.ringdown.replica.ReplicaOptions;
import dev.ringdown.replica.WatchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What orders and keeps the events for all nodes of a cluster. Immutable.
 *
 * @param kafka null: this node is alone
 * @param replica how the log is filled from it
 * @param peers whose logs can be copied
 */
public record JournalSection(@Nullable KafkaOptions kafka, ReplicaOptions replica, PeersSection peers) {
    static final Keys KEYS = new Keys();

    private static final Setting<String> SERVERS = KEYS.add(text(
            "journal.kafka.servers",
            "",
            "Some brokers of the Kafka that orders and keeps the events for all nodes: each node fills its own log from"
                    + " there. Empty: this node is alone.",
            "empty, or host:port, several of them separated by commas",
            servers -> servers.isEmpty() || servers.matches("[^\\s,:]+:[0-9]{1,5}(,[^\\s,:]+:[0-9]{1,5})*")));
    private static final Setting<String> TOPIC = KEYS.add(text(
            "journal.kafka.topic",
            "ringdown",
            "The topic, with one partition, the same for all nodes; made if it is missing. One that is there is never"
                    + " changed: a node does not start if it is not as the keys below say, or safer.",
            "a name of 1 to 249 of A-Z a-z 0-9 . _ -",
            name -> name.matches("[A-Za-z0-9._-]{1,249}") && !Set.of(".", "..").contains(name)));
    private static final Setting<Integer> REPLICAS =
            KEYS.add(number("journal.kafka.replicas", 3, 1, 100, "How many brokers keep each record."));
    private static final Setting<Integer> MIN_IN_SYNC = KEYS.add(number(
            "journal.kafka.min-in-sync",
            2,
            1,
            100,
            "How many of them must have a record before its events are acknowledged; with fewer brokers nothing can be"
                    + " published."));
    private static final Setting<Integer> FLUSH_MESSAGES = KEYS.add(number(
            "journal.kafka.flush-messages",
            0,
            0,
            1_000_000,
            "After so many records a broker puts them on the disk before it acknowledges; 0: when its system likes. Only"
                    + " machines that go down together make a difference."));
    private static final Setting<Duration> RETENTION = KEYS.add(duration(
            "journal.kafka.retention",
            "25h",
            Duration.ofMinutes(1),
            Duration.ofDays(366),
            "How long the topic keeps records. A node that was away for longer cannot go on."));
    private static final Setting<Long> RECORD_BYTES = KEYS.add(bytes(
            "journal.kafka.record-bytes",
            "32MiB",
            64 * KIB,
            512 * MIB,
            "Largest record: a publish request must fit into one, with the topics of its events."));
    private static final Setting<String> COMPRESSION = KEYS.add(text(
            "journal.kafka.compression",
            "none",
            "How this node compresses its records, for the brokers and the way to every node.",
            "none, lz4 or gzip",
            Set.of("none", "lz4", "gzip")::contains));
    private static final Setting<String> SECURITY_FILE = KEYS.add(text(
            "journal.kafka.security-file",
            "",
            "A file of properties as Kafka's own tools take it (--command-config), with security.protocol, ssl.* and"
                    + " sasl.*; nothing else may stand in it. Empty: neither TLS nor SASL.",
            "empty, or a file that can be read",
            file -> file.isEmpty() || FileNames.isReadable(file)));
    private static final Setting<Duration> START_TIMEOUT = KEYS.add(duration(
            "journal.kafka.start-timeout",
            "1m",
            Duration.ofSeconds(1),
            HOUR,
            "How long a start waits for the brokers before it fails."));
    private static final Setting<Duration> ANSWER_TIMEOUT = KEYS.add(duration(
            "journal.answer-timeout",
            "10s",
            Duration.ofSeconds(1),
            HOUR,
            "After this time a publisher is told that it is not known whether its events were stored (503)."));
    private static final Setting<Integer> RECORDS_UNDER_WAY = KEYS.add(number(
            "journal.records-under-way",
            5,
            1,
            1_000,
            "Records that may be sent and not be applied here yet; what is published meanwhile waits, and is one record"
                    + " then."));
    private static final Setting<Long> UNAPPLIED_BYTES = KEYS.add(bytes(
            "journal.unapplied-bytes",
            "64MiB",
            MIB,
            64L * 1024 * MIB,
            "Records that have come and are not applied yet, at which nothing more is fetched."));

    private static final Setting<Duration> LATE_AFTER = KEYS.add(duration(
            "journal.late-after",
            "6s",
            Duration.ofSeconds(2),
            HOUR,
            "A node appends a record of its own each second. If one has not come back after this time, the node says which leg"
                    + " is late. If it cannot be heard here, /readyz answers 503, and the reader is started anew."));
    private static final Setting<Duration> DEAF_AFTER = KEYS.add(duration(
            "journal.deaf-after",
            "20s",
            Duration.ofSeconds(2),
            HOUR,
            "If nothing has come from the journal, or was applied, for this time though the journal takes records, sessions are"
                    + " sent elsewhere (1012); not while the journal takes none."));
    private static final Setting<Duration> DIGEST_INTERVAL = KEYS.add(duration(
            "journal.digest-interval",
            "30s",
            Duration.ofSeconds(1),
            HOUR,
            "How often a node says in the journal what it has, for all others to compare."));

    /** The topic must have what a node was away for, and so long may pass until it begins to fetch. */
    private static final Duration LONGER_THAN_THE_LOG = Duration.ofHours(1);

    static JournalSection read(Values values, LogSection log) {
        int recordBytes = values.intOf(RECORD_BYTES);
        String servers = values.get(SERVERS);
        ReplicaOptions replica = new ReplicaOptions(
                log.options(),
                log.retentionAge(),
                recordBytes,
                values.get(RECORDS_UNDER_WAY),
                values.get(UNAPPLIED_BYTES),
                values.get(ANSWER_TIMEOUT),
                new WatchOptions(values.get(LATE_AFTER), values.get(DEAF_AFTER), values.get(DIGEST_INTERVAL)));
        String security = values.get(SECURITY_FILE);
        KafkaOptions kafka = new KafkaOptions(
                servers,
                new TopicOptions(
                        values.get(TOPIC),
                        values.get(REPLICAS),
                        values.get(MIN_IN_SYNC),
                        values.get(FLUSH_MESSAGES),
                        values.get(RETENTION),
                        recordBytes),
                Compression.valueOf(values.get(COMPRESSION).toUpperCase(Locale.ROOT)),
                values.get(ANSWER_TIMEOUT),
                values.get(START_TIMEOUT),
                security.isEmpty() ? null : Path.of(security));
        PeersSection peers = PeersSection.read(values, log);
        if (servers.isEmpty()) { // a value that cannot be used has been noted all the same
            return new JournalSection(null, replica, peers);
        }
        checkTogether(values, log);
        return new JournalSection(kafka, replica, peers);
    }

    private static void checkTogether(Values values, LogSection log) {
        int minInSync = values.get(MIN_IN_SYNC);
        if (minInSync > values.get(REPLICAS)) {
            values.fault(MIN_IN_SYNC.key(), String.valueOf(minInSync), "at most " + REPLICAS.key());
        }
        Duration deafAfter = values.get(DEAF_AFTER);
        if (deafAfter.compareTo(values.get(LATE_AFTER)) < 0) {
            values.fault(DEAF_AFTER.key(), deafAfter.toString(), "at least " + LATE_AFTER.key());
        }
        Duration retention = values.get(RETENTION);
        if (retention.minus(LONGER_THAN_THE_LOG).compareTo(log.retentionAge()) < 0) {
            values.fault(
                    RETENTION.key(),
                    retention.toString(),
                    "at least an hour more than " + LogSection.RETENTION_AGE.key());
        }
        if (log.retentionAge().compareTo(log.options().duplicateWindow()) < 0) {
            values.fault(
                    LogSection.RETENTION_AGE.key(),
                    log.retentionAge().toString(),
                    "at least log.duplicate-window, since a node that was restarted knows no other names");
        }
    }
}
