package dev.ringdown.config;

import static dev.ringdown.config.Setting.HOUR;
import static dev.ringdown.config.Setting.MILLISECOND;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.number;

import dev.ringdown.protocol.Limit;
import java.time.Duration;
import java.util.Map;

/**
 * What operators may do. Immutable.
 *
 * @param keys the key of each operator by its name
 * @param maxRequests requests that may wait for the sessions
 * @param timeout how long the event loops may take to answer
 * @param maxTraces sessions that may be traced at a time
 * @param maxTraceEntries entries that one trace holds
 * @param traceIdle how long a session is traced after somebody has asked
 * @param maxCheckpoints copies of this node's log that others may be taking at a time
 * @param checkpointIdle how long what is being copied is kept after somebody has asked for a part of it
 * @param maxRevocations revocations that are kept
 * @param revocationKeep how long those of tokens are kept
 */
public record AdminSection(
        Map<String, String> keys,
        int maxRequests,
        Duration timeout,
        int maxTraces,
        int maxTraceEntries,
        Duration traceIdle,
        int maxCheckpoints,
        Duration checkpointIdle,
        int maxRevocations,
        Duration revocationKeep) {
    static final Keys KEYS = new Keys();

    private static final Setting<Integer> REQUESTS = KEYS.add(number(
            Limit.ADMIN_REQUESTS.key(), 64, 1, 10_000, "Requests of operators that may wait for the sessions (503)."));
    private static final Setting<Duration> TIMEOUT = KEYS.add(duration(
            Limit.ADMIN_TIMEOUT.key(),
            "5s",
            MILLISECOND,
            Duration.ofMinutes(1),
            "How long the event loops may take to answer a request of an operator (503)."));
    private static final Setting<Integer> TRACES =
            KEYS.add(number(Limit.ADMIN_TRACES.key(), 16, 1, 1000, "Sessions that may be traced at a time (429)."));
    private static final Setting<Integer> TRACE_ENTRIES = KEYS.add(number(
            "admin.trace-entries",
            1000,
            10,
            100_000,
            "Entries that the trace of a session holds; older ones are lost, and counted."));
    private static final Setting<Duration> TRACE_IDLE = KEYS.add(duration(
            "admin.trace-idle",
            "60s",
            Duration.ofSeconds(1),
            HOUR,
            "How long a session is traced after somebody has asked for its trace."));
    private static final Setting<Integer> CHECKPOINTS = KEYS.add(number(
            Limit.ADMIN_CHECKPOINTS.key(),
            2,
            1,
            100,
            "Copies of this node's log that other nodes may be taking at a time (429)."));
    private static final Setting<Duration> CHECKPOINT_IDLE = KEYS.add(duration(
            "admin.checkpoint-idle",
            "60s",
            Duration.ofSeconds(1),
            HOUR,
            "How long this node keeps what is being copied of its log after somebody has asked for a part of it."));
    private static final Setting<Integer> REVOCATIONS = KEYS.add(
            number(Limit.ADMIN_REVOCATIONS.key(), 1000, 1, 10_000, "Revocations that are kept at a time (429)."));
    private static final Setting<Duration> REVOCATION_KEEP = KEYS.add(duration(
            "admin.revocation-keep",
            "192h",
            Duration.ofMinutes(1),
            Duration.ofDays(3660),
            "How long the revocation of tokens is kept: no token may live longer. Those of access keys and customers are"
                    + " kept until they are taken back."));
    private static final NamedKey<String> OPERATOR = KEYS.reloadable(NamedKey.credential(
            "admin.keys.<name>",
            "The credential of an operator, who may see and close sessions, revoke credentials, and copy the"
                    + " log."));

    static AdminSection read(Values values) {
        return new AdminSection(
                values.byName(OPERATOR),
                values.get(REQUESTS),
                values.get(TIMEOUT),
                values.get(TRACES),
                values.get(TRACE_ENTRIES),
                values.get(TRACE_IDLE),
                values.get(CHECKPOINTS),
                values.get(CHECKPOINT_IDLE),
                values.get(REVOCATIONS),
                values.get(REVOCATION_KEEP));
    }

    /** Names the operators, but tells none of their keys. */
    @Override
    public String toString() {
        return "AdminSection[operators=" + keys.keySet() + ", maxRequests=" + maxRequests + ", timeout=" + timeout
                + ", maxTraces=" + maxTraces + ", maxTraceEntries=" + maxTraceEntries + ", traceIdle=" + traceIdle
                + ", maxCheckpoints=" + maxCheckpoints + ", checkpointIdle=" + checkpointIdle + ", maxRevocations="
                + maxRevocations + ", revocationKeep=" + revocationKeep + "]";
    }
}
