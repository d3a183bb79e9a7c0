package dev.ringdown.config;

import static dev.ringdown.config.Setting.HOUR;
import static dev.ringdown.config.Setting.KIB;
import static dev.ringdown.config.Setting.MIB;
import static dev.ringdown.config.Setting.MILLISECOND;
import static dev.ringdown.config.Setting.bytes;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.number;

import dev.ringdown.limits.Budgets;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.CustomerRates;
import dev.ringdown.publish.PublishOptions;
import dev.ringdown.session.SessionOptions;
import dev.ringdown.transport.HandshakeOptions;
import java.time.Duration;
import java.util.Set;

/**
 * Everything that is bounded. Immutable.
 *
 * @param maxConnectionsPerAddress sessions of one client address
 * @param budgets what sessions may hold and do
 * @param maxAuthentications credentials that may wait to be verified
 * @param maxReads reads of the log that may wait for their turn
 * @param readTimeout how long anybody waits for one read of the log
 * @param historyEntries entries that are looked at for one message
 * @param positionWait how long a client waits whose position this node has not reached
 * @param maxEventTopics topics of one event
 * @param internal of the internal port, and of bodies on both
 * @param customerRates how much may be published of one customer
 */
public record LimitsSection(
        SessionOptions session,
        HandshakeOptions handshake,
        int maxConnectionsPerAddress,
        Budgets budgets,
        PublishOptions publish,
        int maxAuthentications,
        int maxReads,
        Duration readTimeout,
        int historyEntries,
        Duration positionWait,
        int maxEventTopics,
        InternalLimits internal,
        CustomerRates.Maxima customerRates) {
    static final Keys KEYS = new Keys();

    private static final Setting<Long> MESSAGE_BYTES = KEYS.add(
            bytes(Limit.MESSAGE_BYTES.key(), "64KiB", KIB, 16 * MIB, "Largest message of a client (close code 1009)."));
    private static final Setting<Integer> TOPICS =
            KEYS.add(number(Limit.TOPICS.key(), 1000, 1, 1_000_000, "Topics of one session (toomanytopics)."));
    private static final Setting<Integer> TYPES =
            KEYS.add(number(Limit.TYPES.key(), 100, 1, 10_000, "Patterns in types of one subscribe message."));
    private static final Setting<Integer> MESSAGE_MEMBERS = KEYS.add(number(
            Limit.MESSAGE_MEMBERS.key(),
            256,
            16,
            1_000_000,
            "Members of one message of a client, those of objects in it too (malformed)."));
    private static final Setting<Integer> MESSAGE_TOPICS = KEYS.add(
            number(Limit.MESSAGE_TOPICS.key(), 2000, 1, 1_000_000, "Topics of one message of a client (malformed)."));
    private static final Setting<Duration> MESSAGE_TIMEOUT = KEYS.add(duration(
            Limit.MESSAGE_TIMEOUT.key(),
            "30s",
            MILLISECOND,
            HOUR,
            "How long the frames of one message may take (close code 4409)."));
    private static final Setting<Duration> HEARTBEAT = KEYS.add(duration(
            "limits.heartbeat",
            "25s",
            Duration.ofSeconds(1),
            HOUR,
            "How often a session is pinged and, with ringdown.v1, sent a heartbeat."));
    private static final Setting<Duration> PONG_TIMEOUT = KEYS.add(duration(
            Limit.PONG_TIMEOUT.key(),
            "20s",
            Duration.ofSeconds(1),
            HOUR,
            "How long a peer may take to answer a ping (close code 4408)."));
    static final Setting<Duration> STALLED = KEYS.add(duration(
            Limit.STALLED.key(),
            "60s",
            Duration.ofSeconds(1),
            HOUR,
            "How long a peer may take nothing at all of what waits for it (close code 1013; on the internal port it is cut"
                    + " off)."));
    private static final Setting<Integer> MESSAGE_RATE = KEYS.add(number(
            Limit.MESSAGE_RATE.key(),
            50,
            1,
            1_000_000,
            "Messages a second of one client, in the long run (ratelimited)."));
    private static final Setting<Integer> MESSAGE_BURST =
            KEYS.add(number("limits.message-burst", 200, 1, 1_000_000, "Messages that one client may send at once."));
    private static final Setting<Integer> ERRORS_IN_A_ROW = KEYS.add(
            number(
                    Limit.ERRORS_IN_A_ROW.key(),
                    10,
                    1,
                    1_000_000,
                    "Messages refused one after the other at which a session is closed (1008, or 4429 if they came too fast)."));
    static final Setting<Integer> CONNECTIONS =
            KEYS.reloadable(number(Limit.CONNECTIONS.key(), 100_000, 1, 10_000_000, "Sessions of this node (503)."));
    private static final Setting<Integer> CONNECTIONS_PER_ADDRESS = KEYS.reloadable(number(
            Limit.CONNECTIONS_PER_ADDRESS.key(),
            10_000,
            1,
            10_000_000,
            "Sessions of one client address (429); an IPv6 address counts by its first 64 bits."));
    static final Setting<Integer> CONNECTIONS_PER_IDENTITY = KEYS.reloadable(number(
            Limit.CONNECTIONS_PER_IDENTITY.key(),
            1_000,
            1,
            10_000_000,
            "Sessions of one agent, access key or direct token (429)."));
    static final Setting<Integer> CONNECTIONS_PER_CUSTOMER = KEYS.reloadable(
            number(Limit.CONNECTIONS_PER_CUSTOMER.key(), 20_000, 1, 10_000_000, "Sessions of one customer (429)."));
    private static final Setting<Integer> HANDSHAKES = KEYS.add(number(
            Limit.HANDSHAKES.key(),
            10_000,
            1,
            10_000_000,
            "Connections that have not been upgraded; with one more, the one that has waited longest is cut off."));
    private static final Setting<Integer> HANDSHAKES_PER_ADDRESS = KEYS.add(number(
            Limit.HANDSHAKES_PER_ADDRESS.key(),
            2_000,
            1,
            10_000_000,
            "Those of one client address; an IPv6 address counts by its first 64 bits, one of server.trusted-proxies not at"
                    + " all before it has named its client."));
    private static final Setting<Integer> CONNECTS_PER_MINUTE = KEYS.add(number(
            Limit.CONNECTS_PER_MINUTE.key(),
            20_000,
            1,
            10_000_000,
            "Connections that one client address may open in a minute, or at once; one more is cut off before TLS, or gets"
                    + " 429 if a trusted proxy has named the address. Webhooks that are stored do not count."));
    private static final Setting<Duration> HANDSHAKE_TIMEOUT = KEYS.add(duration(
            Limit.HANDSHAKE_TIMEOUT.key(),
            "10s",
            MILLISECOND,
            HOUR,
            "How long a connection may take to ask for its upgrade, or to post a webhook, before it is cut off."));
    private static final Setting<Long> HANDSHAKE_BYTES = KEYS.add(bytes(
            Limit.HANDSHAKE_BYTES.key(),
            "16KiB",
            KIB,
            MIB,
            "Largest request line, and largest header block, of a handshake (400)."));
    private static final Setting<Integer> AUTHENTICATIONS = KEYS.add(number(
            Limit.AUTHENTICATIONS.key(), 10_000, 1, 1_000_000, "Credentials that may wait to be verified (503)."));
    private static final Setting<Duration> CLOSE_TIMEOUT = KEYS.add(duration(
            "limits.close-timeout",
            "5s",
            MILLISECOND,
            HOUR,
            "How long a closing connection may take to send what it has and to hear the peer's close."));
    private static final Setting<Long> OUTBOUND_BYTES = KEYS.add(
            bytes(
                    "limits.outbound-bytes",
                    "128KiB",
                    16 * KIB,
                    1024L * MIB,
                    "What waits in memory for a socket that does not drain, at which its session leaves live delivery and is"
                            + " brought up from the log later; and what the system takes of it beyond what it may send (Linux)."));
    static final Setting<Long> EVENT_BYTES =
            KEYS.add(bytes(Limit.EVENT_BYTES.key(), "256KiB", KIB, 64 * MIB, "Largest event of a publisher (413)."));
    private static final Setting<Integer> EVENT_ATTRIBUTES = KEYS.add(number(
            Limit.EVENT_ATTRIBUTES.key(), 256, 16, 1_000_000, "Attributes of one CloudEvent, data being one (422)."));
    private static final Setting<Integer> BATCH_EVENTS =
            KEYS.add(number(Limit.BATCH_EVENTS.key(), 10_000, 1, 1_000_000, "Most events of a batch (413)."));
    private static final Setting<Integer> EVENT_TOPICS = KEYS.add(number(
            Limit.EVENT_TOPICS.key(),
            256,
            1,
            10_000,
            "Topics of one event: its own resource and its parents, in each of its scopes (422)."));
    private static final Setting<Integer> PUBLISH_RATE = KEYS.add(number(
            Limit.PUBLISH_RATE.key(),
            0,
            0,
            10_000_000,
            "Events a second of one publisher, in the long run (429); 0: no limit."));
    private static final Setting<Integer> READ_REQUESTS = KEYS.add(number(
            Limit.READ_REQUESTS.key(),
            10_000,
            1,
            1_000_000,
            "Reads of the log that may wait for their turn; a subscribe message beyond it is unavailable."));
    private static final Setting<Duration> READ_TIMEOUT = KEYS.add(duration(
            Limit.READ_TIMEOUT.key(),
            "60s",
            Duration.ofSeconds(1),
            HOUR,
            "How long a session that is behind waits for one read of the log (close code 4503)."));
    private static final Setting<Integer> HISTORY_ENTRIES = KEYS.add(
            number(
                    Limit.HISTORY_ENTRIES.key(),
                    250_000,
                    1_000,
                    1_000_000_000,
                    "Newest events of a customer that are looked at for one message with last; what is found by then is all (complete false)."));
    private static final Setting<Duration> POSITION_WAIT = KEYS.add(
            duration(
                    Limit.POSITION_WAIT.key(),
                    "2s",
                    Duration.ZERO,
                    Duration.ofSeconds(5),
                    "How long, to within a second, a client waits whose position this node has not reached; then it is told to come back (unavailable); an event stream is told so at once (503)."));
    static final Setting<Integer> APPEND_REQUESTS = KEYS.add(
            number(Limit.APPEND_REQUESTS.key(), 10_000, 1, 1_000_000, "Appends that may wait for the log (503)."));
    static final Setting<Long> APPEND_BYTES = KEYS.add(
            bytes(Limit.APPEND_BYTES.key(), "64MiB", MIB, 64L * 1024 * MIB, "Bytes that may wait for the log (503)."));
    static final Setting<Integer> APPEND_SHARE = KEYS.add(number(
            Limit.APPEND_SHARE.key(),
            25,
            1,
            100,
            "Percent of limits.append-requests and limits.append-bytes that is kept for customers who have less than"
                    + " this waiting; beyond it a customer is refused when the rest is taken (503)."));

    static LimitsSection read(Values values) {
        return new LimitsSection(
                new SessionOptions(
                        values.intOf(MESSAGE_BYTES),
                        values.get(TOPICS),
                        values.get(TYPES),
                        values.get(MESSAGE_MEMBERS),
                        values.get(MESSAGE_TOPICS),
                        values.get(HEARTBEAT),
                        values.get(PONG_TIMEOUT),
                        values.get(STALLED),
                        values.get(MESSAGE_RATE),
                        values.get(MESSAGE_BURST),
                        values.get(ERRORS_IN_A_ROW),
                        values.get(LogSection.RETENTION_AGE)),
                new HandshakeOptions(
                        Set.copyOf(values.get(ServerSection.PATHS)),
                        values.intOf(HANDSHAKE_BYTES),
                        values.intOf(MESSAGE_BYTES),
                        values.get(MESSAGE_TIMEOUT),
                        values.get(HANDSHAKE_TIMEOUT),
                        values.get(CLOSE_TIMEOUT),
                        values.intOf(OUTBOUND_BYTES),
                        new WaitingSockets.Maxima(
                                values.get(HANDSHAKES),
                                values.get(HANDSHAKES_PER_ADDRESS),
                                Limit.HANDSHAKES,
                                Limit.HANDSHAKES_PER_ADDRESS),
                        values.get(CONNECTS_PER_MINUTE),
                        values.get(ServerSection.COMPRESSION),
                        values.get(ServerSection.EVENT_SHAPE)),
                values.get(CONNECTIONS_PER_ADDRESS),
                BudgetsSection.read(values),
                new PublishOptions(
                        values.intOf(EVENT_BYTES),
                        values.get(EVENT_ATTRIBUTES),
                        values.get(BATCH_EVENTS),
                        values.get(PUBLISH_RATE)),
                values.get(AUTHENTICATIONS),
                values.get(READ_REQUESTS),
                values.get(READ_TIMEOUT),
                values.get(HISTORY_ENTRIES),
                values.get(POSITION_WAIT),
                values.get(EVENT_TOPICS),
                InternalLimits.read(values),
                CustomerLimits.read(values));
    }
}
