package dev.ringdown.protocol;

/**
 * A limit of the configuration that turns something away when it is reached. Its key is what refusals name, what the
 * metric {@code ringdown_limits_reached_total} has as its label, and where an operator raises it.
 */
public enum Limit {
    /** Answers of one internal connection that its peer does not take. */
    ANSWER_BYTES("limits.answer-bytes"),
    /** Bytes that wait for the log. */
    APPEND_BYTES("limits.append-bytes"),
    /** Appends that wait for the log. */
    APPEND_REQUESTS("limits.append-requests"),
    /** What one customer may have of both when the rest is taken. */
    APPEND_SHARE("limits.append-share"),
    /** Credentials that wait to be verified. */
    AUTHENTICATIONS("limits.authentications"),
    /** The body of a publish request. */
    BATCH_BYTES("limits.batch-bytes"),
    /** Events of one batch. */
    BATCH_EVENTS("limits.batch-events"),
    /** Bodies of publish requests that are under way, of everybody together. */
    BODY_BYTES("limits.body-bytes"),
    /** Bodies of publish requests that are under way, of one publisher. */
    BODY_BYTES_PER_PUBLISHER("limits.body-bytes-per-publisher"),
    /** Webhooks of one client address in a minute that are not signed as they should be. */
    BAD_SIGNATURES_PER_MINUTE("limits.bad-signatures-per-minute"),
    /** Sessions of the node. */
    CONNECTIONS("limits.connections"),
    /** Sessions of one client address. */
    CONNECTIONS_PER_ADDRESS("limits.connections-per-address"),
    /** Sessions of one customer. */
    CONNECTIONS_PER_CUSTOMER("limits.connections-per-customer"),
    /** Sessions of one holder. */
    CONNECTIONS_PER_IDENTITY("limits.connections-per-identity"),
    /** Connections that one client address opens in a minute. */
    CONNECTS_PER_MINUTE("limits.connects-per-minute"),
    /** Messages refused one after the other. */
    ERRORS_IN_A_ROW("limits.errors-in-a-row"),
    /** Attributes of one event. */
    EVENT_ATTRIBUTES("limits.event-attributes"),
    /** One event. */
    EVENT_BYTES("limits.event-bytes"),
    /** Topics of one event. */
    EVENT_TOPICS("limits.event-topics"),
    /** The request line, or the headers, of a handshake. */
    HANDSHAKE_BYTES("limits.handshake-bytes"),
    /** How long a connection takes to ask for its upgrade, or to post a webhook. */
    HANDSHAKE_TIMEOUT("limits.handshake-timeout"),
    /** Connections that have not been upgraded. */
    HANDSHAKES("limits.handshakes"),
    /** Those of one client address. */
    HANDSHAKES_PER_ADDRESS("limits.handshakes-per-address"),
    /** How long the head of an internal request takes. */
    HEAD_TIMEOUT("limits.head-timeout"),
    /** How long the body of an internal request takes, or a line of a stream. */
    BODY_TIMEOUT("limits.body-timeout"),
    /** Open connections of the internal port. */
    INTERNAL_CONNECTIONS("limits.internal-connections"),
    /** Those of one address. */
    INTERNAL_CONNECTIONS_PER_ADDRESS("limits.internal-connections-per-address"),
    /** Credentials of others than publishers, shown on the internal port, that wait to be verified. */
    INTERNAL_AUTHENTICATIONS("limits.internal-authentications"),
    /** Entries that are looked at for one message. */
    HISTORY_ENTRIES("limits.history-entries"),
    /** One message of a client. */
    MESSAGE_BYTES("limits.message-bytes"),
    /** How long the frames of one message of a client take. */
    MESSAGE_TIMEOUT("limits.message-timeout"),
    /** Members of one message of a client. */
    MESSAGE_MEMBERS("limits.message-members"),
    /** Topics of one message of a client. */
    MESSAGE_TOPICS("limits.message-topics"),
    /** Messages a second of one client. */
    MESSAGE_RATE("limits.message-rate"),
    /** How long a client waits whose position this node has not reached. */
    POSITION_WAIT("limits.position-wait"),
    /** Requests under way on one internal connection. */
    PIPELINED_REQUESTS("limits.pipelined-requests"),
    /** How long a peer takes to answer a ping. */
    PONG_TIMEOUT("limits.pong-timeout"),
    /** Events a second of one customer, whoever publishes them. */
    CUSTOMER_EVENTS("limits.publish-events-per-customer"),
    /** Bytes of events a second of one customer. */
    CUSTOMER_BYTES("limits.publish-bytes-per-customer"),
    /** Events a day of one customer. */
    CUSTOMER_EVENTS_PER_DAY("limits.daily-events-per-customer"),
    /** Bytes of events a day of one customer. */
    CUSTOMER_BYTES_PER_DAY("limits.daily-bytes-per-customer"),
    /** Events a second of one publisher. */
    PUBLISH_RATE("limits.publish-rate"),
    /** Reads of the log that wait for their turn. */
    READ_REQUESTS("limits.read-requests"),
    /** How long anybody waits for one read of the log. */
    READ_TIMEOUT("limits.read-timeout"),
    /** How long a peer takes nothing of what waits for it. */
    STALLED("limits.stalled"),
    /** Topics of one session. */
    TOPICS("limits.topics"),
    /** Patterns in {@code types} of one subscribe message. */
    TYPES("limits.types"),
    /** Bodies of webhooks that are in memory, of everybody together. */
    WEBHOOK_BYTES("limits.webhook-bytes"),
    /** Bodies of webhooks that are in memory, of one webhook. */
    WEBHOOK_BYTES_PER_WEBHOOK("limits.webhook-bytes-per-webhook"),

    // What sessions hold and do: of a session, of a holder, of a customer, and of the node.
    /** Bytes of topics, filters and types of one session. */
    FILTER_BYTES("limits.filter-bytes"),
    /** Bytes of topics, filters and types of the sessions of one holder. */
    FILTER_BYTES_PER_IDENTITY("limits.filter-bytes-per-identity"),
    /** Bytes of topics, filters and types of the sessions of one customer. */
    FILTER_BYTES_PER_CUSTOMER("limits.filter-bytes-per-customer"),
    /** Bytes of topics, filters and types of all sessions. */
    FILTER_BYTES_PER_NODE("limits.filter-bytes-per-node"),
    /** Tests of a type that an event may have to go through, from the subscriptions of one session. */
    TYPE_TESTS("limits.type-tests"),
    /** Tests of a type that an event may have to go through, from the subscriptions of the sessions of one holder. */
    TYPE_TESTS_PER_IDENTITY("limits.type-tests-per-identity"),
    /** Tests of a type that an event may have to go through, from the subscriptions of the sessions of one customer. */
    TYPE_TESTS_PER_CUSTOMER("limits.type-tests-per-customer"),
    /** Tests of a type that an event may have to go through, from the subscriptions of all sessions. */
    TYPE_TESTS_PER_NODE("limits.type-tests-per-node"),
    /** Replays under way of one session. */
    REPLAYS("limits.replays"),
    /** Replays under way of the sessions of one holder. */
    REPLAYS_PER_IDENTITY("limits.replays-per-identity"),
    /** Replays under way of the sessions of one customer. */
    REPLAYS_PER_CUSTOMER("limits.replays-per-customer"),
    /** Replays under way of all sessions. */
    REPLAYS_PER_NODE("limits.replays-per-node"),
    /** Bytes that replays under way hold, of one session. */
    REPLAY_BYTES("limits.replay-bytes"),
    /** Bytes that replays under way hold, of the sessions of one holder. */
    REPLAY_BYTES_PER_IDENTITY("limits.replay-bytes-per-identity"),
    /** Bytes that replays under way hold, of the sessions of one customer. */
    REPLAY_BYTES_PER_CUSTOMER("limits.replay-bytes-per-customer"),
    /** Bytes that replays under way hold, of all sessions. */
    REPLAY_BYTES_PER_NODE("limits.replay-bytes-per-node"),
    /** Bytes of unfinished messages of the sessions of one holder. */
    FRAGMENT_BYTES_PER_IDENTITY("limits.fragment-bytes-per-identity"),
    /** Bytes of unfinished messages of the sessions of one customer. */
    FRAGMENT_BYTES_PER_CUSTOMER("limits.fragment-bytes-per-customer"),
    /** Bytes of unfinished messages of all sessions. */
    FRAGMENT_BYTES_PER_NODE("limits.fragment-bytes-per-node"),
    /** Frames a second of one session. */
    FRAMES("limits.frames"),
    /** Frames a second of the sessions of one holder. */
    FRAMES_PER_IDENTITY("limits.frames-per-identity"),
    /** Frames a second of the sessions of one customer. */
    FRAMES_PER_CUSTOMER("limits.frames-per-customer"),
    /** Frames a second of all sessions. */
    FRAMES_PER_NODE("limits.frames-per-node"),
    /** Bytes of frames a second of one session. */
    FRAME_BYTES("limits.frame-bytes"),
    /** Bytes of frames a second of the sessions of one holder. */
    FRAME_BYTES_PER_IDENTITY("limits.frame-bytes-per-identity"),
    /** Bytes of frames a second of the sessions of one customer. */
    FRAME_BYTES_PER_CUSTOMER("limits.frame-bytes-per-customer"),
    /** Bytes of frames a second of all sessions. */
    FRAME_BYTES_PER_NODE("limits.frame-bytes-per-node"),
    /** Microseconds a second for which the log is read and searched, of one session. */
    READER_MICROS("limits.reader-micros"),
    /** Microseconds a second for which the log is read and searched, of the sessions of one holder. */
    READER_MICROS_PER_IDENTITY("limits.reader-micros-per-identity"),
    /** Microseconds a second for which the log is read and searched, of the sessions of one customer. */
    READER_MICROS_PER_CUSTOMER("limits.reader-micros-per-customer"),
    /** Microseconds a second for which the log is read and searched, of all sessions. */
    READER_MICROS_PER_NODE("limits.reader-micros-per-node"),

    /** Access keys of one client address that are looked up in a minute. */
    KEY_LOOKUPS_PER_MINUTE("auth.access-keys-lookup.per-minute"),
    /** Access keys that are being looked up at a time. */
    KEY_LOOKUP_REQUESTS("auth.access-keys-lookup.requests"),

    /** Requests of operators that wait for the sessions. */
    ADMIN_REQUESTS("admin.requests"),
    /** How long the event loops take to answer an operator. */
    ADMIN_TIMEOUT("admin.timeout"),
    /** Sessions that are traced at a time. */
    ADMIN_TRACES("admin.traces"),
    /** Copies of this node's store that are handed out at a time. */
    ADMIN_CHECKPOINTS("admin.checkpoints"),
    /** Revocations that are kept. */
    ADMIN_REVOCATIONS("admin.revocations"),

    /** Messages that the queue of a broker holds. */
    QUEUE_LENGTH("source.rabbitmq.max-length"),
    /** Messages that its dead-letter queue holds. */
    DEAD_LETTERS("source.rabbitmq.max-dead-letters"),

    /** Sources and ids that are remembered. */
    DUPLICATE_EVENTS("log.duplicate-events"),
    /** What one customer keeps of a log that is full. */
    RETENTION_SHARE("log.retention-share"),
    /** Entries that the tail holds for live delivery. */
    TAIL_ENTRIES("log.tail-entries");

    private final String key;

    Limit(String key) {
        this.key = key;
    }

    /** Where it stands in the configuration, such as {@code limits.topics}. */
    public String key() {
        return key;
    }

    /** The key, for texts that name the limit. */
    @Override
    public String toString() {
        return key;
    }
}
