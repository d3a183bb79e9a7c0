package dev.ringdown.config;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.TokenOptions;
import dev.ringdown.event.RoutingRule;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.embedded.SyncPolicy;
import dev.ringdown.publish.PublishOptions;
import dev.ringdown.session.SessionOptions;
import dev.ringdown.transport.HandshakeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The effective configuration. Immutable; {@link Settings} documents every key. */
public record RingdownConfig(
        Server server,
        Internal internal,
        Auth auth,
        Map<String, String> publisherKeys,
        Admin admin,
        Console console,
        List<String> origins,
        List<RoutingRule> routing,
        Log log,
        Limits limits,
        Logging logging) {
    /** Names the publishers, but tells none of their keys. */
    @Override
    public String toString() {
        return "RingdownConfig[server=" + server + ", internal=" + internal + ", auth=" + auth + ", publishers="
                + publisherKeys.keySet() + ", admin=" + admin + ", console=" + console + ", origins=" + origins
                + ", routing=" + routing
                + ", log=" + log
                + ", limits=" + limits + ", logging=" + logging + "]";
    }

    /**
     * The public port.
     *
     * @param loops event loops; 0: one for each processor
     * @param drain how long sessions have to go elsewhere before the process ends
     * @param warmUp how long the JVM is warmed up before the node is ready; zero: not at all
     * @param trustedProxies networks whose {@code X-Forwarded-For} is believed
     * @param tls null: plain TCP
     */
    public record Server(
            String host,
            int port,
            int loops,
            Duration drain,
            Duration warmUp,
            List<String> trustedProxies,
            @Nullable Tls tls) {}

    /** PEM files of the certificate chain and its private key. */
    public record Tls(String certificate, String key) {}

    /** The internal port. */
    public record Internal(String host, int port) {}

    /**
     * What operators may do.
     *
     * @param keys the key of each operator by its name
     * @param maxRequests requests that may wait for the sessions
     * @param timeout how long the event loops may take to answer
     * @param maxTraces sessions that may be traced at a time
     * @param maxTraceEntries entries that one trace holds
     * @param traceIdle how long a session is traced after somebody has asked
     */
    public record Admin(
            Map<String, String> keys,
            int maxRequests,
            Duration timeout,
            int maxTraces,
            int maxTraceEntries,
            Duration traceIdle) {
        /** Names the operators, but tells none of their keys. */
        @Override
        public String toString() {
            return "Admin[operators=" + keys.keySet() + ", maxRequests=" + maxRequests + ", timeout=" + timeout
                    + ", maxTraces=" + maxTraces + ", maxTraceEntries=" + maxTraceEntries + ", traceIdle=" + traceIdle
                    + "]";
        }
    }

    /**
     * The pages for operators.
     *
     * @param gateway where they reach the public port, such as {@code wss://events.example.com}; null: at its port, on the
     *     host that they are from
     */
    public record Console(@Nullable String gateway) {}

    /** Who may connect. */
    public record Auth(TokenOptions tokens, List<AccessKeys.Entry> accessKeys, Set<UUID> frozenCustomers) {}

    /**
     * The event log.
     *
     * @param embedded null: it is kept in memory
     * @param readCacheBytes memory for entries read from the disk
     */
    public record Log(
            Duration retentionAge,
            long retentionBytes,
            List<String> terminalTypes,
            int maxLiveResources,
            long readCacheBytes,
            LogOptions options,
            @Nullable Embedded embedded) {}

    /** The folder of the embedded log, and what is promised of it. */
    public record Embedded(Path folder, SyncPolicy sync, Duration syncInterval, long minFreeBytes) {}

    /**
     * Everything that is bounded.
     *
     * @param maxAuthentications credentials that may wait to be verified
     * @param maxReads reads of the log that may wait for the disk
     * @param maxBatchBytes the largest body of a publish request
     * @param maxPipelinedRequests requests under way on one internal connection
     * @param maxStreamLines unanswered lines of one stream
     */
    public record Limits(
            SessionOptions session,
            HandshakeOptions handshake,
            ConnectionLimits.Maxima connections,
            PublishOptions publish,
            int maxAuthentications,
            int maxReads,
            int maxBatchBytes,
            int maxPipelinedRequests,
            int maxStreamLines) {}

    /** How the process logs: a level of Logback, and {@code text} or {@code json}. */
    public record Logging(String level, String format) {}
}
