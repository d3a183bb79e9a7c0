package dev.ringdown.server;

import dev.ringdown.config.RingdownConfig;
import dev.ringdown.contract.ContractDocuments;
import dev.ringdown.http.Site;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.NodeContext;
import dev.ringdown.transport.Admission;
import dev.ringdown.transport.HandshakeOptions;
import dev.ringdown.transport.NodeSessions;
import dev.ringdown.transport.Openings;
import dev.ringdown.transport.Port;
import dev.ringdown.transport.PublicEndpoint;
import dev.ringdown.transport.SessionTokens;
import dev.ringdown.transport.TlsHandshakes;
import dev.ringdown.transport.TrustedProxies;
import dev.ringdown.transport.Verification;
import dev.ringdown.webhook.BadSignatures;
import dev.ringdown.webhook.Webhooks;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The public port with its sessions and the threads of its TLS, and webhooks with their thread. Thread-safe. */
final class PublicParts implements AutoCloseable {
    private final RingdownConfig config;
    private final @Nullable ExecutorService tlsExecutor;
    private final ExecutorService webhookExecutor;
    private final NodeSessions sessions;
    private final PublicEndpoint endpoint;

    /**
     * @param sites what is served to browsers besides the contract
     * @param tls null for plain TCP
     */
    PublicParts(Foundation foundation, AccessParts access, LogParts log, List<Site> sites, @Nullable SslContext tls) {
        config = foundation.config();
        GatewayMetrics metrics = foundation.metrics();
        HandshakeOptions handshake = config.limits().handshake();
        TrustedProxies proxies = new TrustedProxies(
                config.server().trustedProxies(), config.server().proxyProtocol());
        int loops = loopCount();
        ExecutorService computing = tls == null
                ? null
                : Threads.bounded("tls", loops, handshake.waiting().total());
        tlsExecutor = computing;
        Port port = PublicEndpoint.port(
                handshake,
                proxies,
                tls == null || computing == null ? null : new TlsHandshakes(tls, computing),
                loops,
                metrics,
                System::nanoTime);
        sessions = new NodeSessions(
                port,
                handshake.compression(),
                new NodeContext(
                        log.reads(),
                        config.limits().session(),
                        new SessionTokens(access.authenticator(), access.executor(), metrics),
                        log.topicParser(),
                        metrics,
                        foundation.guardedClock(),
                        access.revocations()::hit));
        webhookExecutor = Threads.bounded("webhook", 1, handshake.waiting().total());
        endpoint = new PublicEndpoint(
                port,
                handshake,
                new PublicEndpoint.Offer(
                        new Openings(handshake, config.limits().session(), sessions, access.origins(), metrics),
                        withContract(sites),
                        webhooks(log, metrics)),
                new PublicEndpoint.Doors(
                        config.server().hosts(),
                        new Admission(access.origins(), proxies, access.limits()),
                        new Verification(access.authenticator(), access.executor(), metrics)),
                sessions,
                metrics);
    }

    private Webhooks webhooks(LogParts log, GatewayMetrics metrics) {
        return new Webhooks(
                config.source().webhooks(),
                webhookExecutor,
                log.wayIn(),
                config.limits().internal().webhookBodies(),
                new BadSignatures(config.limits().internal().badSignaturesPerMinute(), metrics, System::nanoTime),
                metrics);
    }

    private int loopCount() {
        int loops = config.server().loops();
        return loops == 0 ? Runtime.getRuntime().availableProcessors() : loops;
    }

    /** The contract is there on every node, before anything else. */
    private static List<Site> withContract(List<Site> sites) {
        List<Site> all = new ArrayList<>(List.of(ContractDocuments.load()));
        all.addAll(sites);
        return all;
    }

    NodeSessions sessions() {
        return sessions;
    }

    /**
     * Listens.
     *
     * @return where clients connect
     * @throws IOException the address cannot be had; the message says what to do
     */
    URI listen() throws IOException {
        return Addresses.of(
                tlsExecutor == null ? "http" : "https",
                endpoint.listen(new InetSocketAddress(
                        config.server().host(), config.server().port())));
    }

    /** Refuses newcomers and tells the sessions to come back elsewhere, each at another moment within this time. */
    void drain(Duration within) {
        SplittableRandom random = new SplittableRandom();
        drain(() -> random.nextLong(Math.max(1, within.toMillis())));
    }

    /** Refuses newcomers and tells the sessions to come back, each after the milliseconds that it is given. */
    void drain(LongSupplier reconnectMillis) {
        endpoint.drain(reconnectMillis);
    }

    /** Takes newcomers again. */
    void reopen() {
        endpoint.reopen();
    }

    /** Refuses newcomers and closes the sessions that are left. */
    void closeSessions(CloseReason reason) {
        endpoint.closeSessions(reason);
    }

    @Override
    public void close() {
        endpoint.close();
        if (tlsExecutor != null) {
            tlsExecutor.shutdown();
        }
        webhookExecutor.shutdown();
    }
}
