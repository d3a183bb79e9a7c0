package dev.ringdown.protocol;

/**
 * A limit of the configuration that turns something away when it is reached. Its key is what refusals name, what the
 * metric {@code ringdown_limits_reached_total} has as its label, and where an operator raises it.
 */
public enum Limit {
    /** Bytes that wait for the log. */
    APPEND_BYTES("limits.append-bytes"),
    /** Appends that wait for the log. */
    APPEND_REQUESTS("limits.append-requests"),
    /** Credentials that wait to be verified. */
    AUTHENTICATIONS("limits.authentications"),
    /** The body of a publish request. */
    BATCH_BYTES("limits.batch-bytes"),
    /** Events of one batch. */
    BATCH_EVENTS("limits.batch-events"),
    /** Sessions of the node. */
    CONNECTIONS("limits.connections"),
    /** Sessions of one client address. */
    CONNECTIONS_PER_ADDRESS("limits.connections-per-address"),
    /** Sessions of one customer. */
    CONNECTIONS_PER_CUSTOMER("limits.connections-per-customer"),
    /** Sessions of one holder. */
    CONNECTIONS_PER_IDENTITY("limits.connections-per-identity"),
    /** Messages refused one after the other. */
    ERRORS_IN_A_ROW("limits.errors-in-a-row"),
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
    /** One message of a client. */
    MESSAGE_BYTES("limits.message-bytes"),
    /** Messages a second of one client. */
    MESSAGE_RATE("limits.message-rate"),
    /** Requests under way on one internal connection. */
    PIPELINED_REQUESTS("limits.pipelined-requests"),
    /** How long a peer takes to answer a ping. */
    PONG_TIMEOUT("limits.pong-timeout"),
    /** Events a second of one publisher. */
    PUBLISH_RATE("limits.publish-rate"),
    /** How long a peer takes nothing of what waits for it. */
    STALLED("limits.stalled"),
    /** Topics of one session. */
    TOPICS("limits.topics"),
    /** Patterns in {@code types} of one subscribe message. */
    TYPES("limits.types"),
    /** Bodies of webhooks that are in memory, of everybody together. */
    WEBHOOK_BYTES("limits.webhook-bytes"),

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

    /** Messages that the queue of a broker holds. */
    QUEUE_LENGTH("source.rabbitmq.max-length"),
    /** Messages that its dead-letter queue holds. */
    DEAD_LETTERS("source.rabbitmq.max-dead-letters"),

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
