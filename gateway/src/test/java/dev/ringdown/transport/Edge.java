package dev.ringdown.transport;

import static dev.ringdown.testing.People.ADMIN_ID;
import static dev.ringdown.testing.People.CUSTOMER;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.TokenOptions;
import dev.ringdown.auth.TokenVerifier;
import dev.ringdown.contract.ContractDocuments;
import dev.ringdown.event.EventShape;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.pages.StaticPages;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.NodeContext;
import dev.ringdown.testing.MutableClock;
import dev.ringdown.testing.Reading;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.testing.TestLimits;
import dev.ringdown.testing.TestLimits.Connections;
import dev.ringdown.testing.TestLog;
import dev.ringdown.webhook.Posting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/** A public endpoint that may, but need not, listen. Confined to the test, but for what its loops do. */
final class Edge implements AutoCloseable {
    /** The access key of {@link dev.ringdown.testing.People#CUSTOMER}'s wallboard. */
    static final String KEY = "access-key-of-the-wallboard";

    private static final String SECRET = "the-shared-secret-of-these-tests-0123456789";

    /** An admin's of the same customer; it has no end. */
    static final String TOKEN = token();

    /** Where a WebSocket may be opened. */
    static final Set<String> PATHS = Set.of("/v1.0/ws", "/v1.0/service_agents/ws");

    private static final WaitingSockets.Maxima WAITING =
            new WaitingSockets.Maxima(2, 2, Limit.HANDSHAKES, Limit.HANDSHAKES_PER_ADDRESS);

    private static final int CONNECTS_PER_MINUTE = 1_000;

    private static final HandshakeOptions OPTIONS = new HandshakeOptions(
            PATHS,
            4096,
            1024,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            65_536,
            WAITING,
            CONNECTS_PER_MINUTE,
            true,
            EventShape.CLOUDEVENTS);

    /** The same with messages of at most so many bytes. */
    static HandshakeOptions messagesOf(int maxBytes) {
        return new HandshakeOptions(
                PATHS,
                4096,
                maxBytes,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                65_536,
                WAITING,
                CONNECTS_PER_MINUTE,
                true,
                EventShape.CLOUDEVENTS);
    }

    /** Those of which tests speak. */
    private static final TrustedProxies PROXIES = new TrustedProxies(List.of("10.0.0.0/8"));

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TestLog log = new TestLog(1024);
    final ConnectionLimits limits;
    final Port port;
    final PublicEndpoint endpoint;

    /** Credentials that wait to be verified; the test verifies them. */
    private final Queue<Runnable> verifications = new ArrayDeque<>();

    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final WaitingSockets waiting = new WaitingSockets(WAITING, metrics);

    private boolean busy;

    Edge() {
        this(Set.of(), new Connections(10, 10, 10, 10));
    }

    Edge(Set<UUID> frozen, Connections maxima) {
        limits = TestLimits.of(maxima, metrics);
        port = port(PROXIES);
        endpoint = endpoint(frozen, PROXIES, this::offer);
    }

    /** An endpoint that verifies at once, on the event loop: for sockets. */
    static Edge verifyingAtOnce() {
        return new Edge(PROXIES);
    }

    /** The same, where connections from these networks begin with a PROXY header. */
    static Edge introducedBy(String network) {
        return new Edge(new TrustedProxies(List.of(network), true));
    }

    private Edge(TrustedProxies proxies) {
        limits = TestLimits.of(new Connections(10, 10, 10, 10), metrics);
        port = port(proxies);
        endpoint = endpoint(Set.of(), proxies, Runnable::run);
    }

    private Port port(TrustedProxies proxies) {
        return PublicEndpoint.port(OPTIONS, proxies, null, 1, metrics, System::nanoTime);
    }

    private PublicEndpoint endpoint(Set<UUID> frozen, TrustedProxies proxies, Executor verifier) {
        MutableClock clock = new MutableClock();
        AccessKeys keys = new AccessKeys(
                List.of(new AccessKeys.Entry("wallboard", AccessKeys.sha256Of(KEY), CUSTOMER, null)), clock);
        Authenticator authenticator = new Authenticator(tokens(clock), keys, frozen);
        Origins origins = new Origins(List.of("https://desk.example.com"));
        NodeSessions sessions = new NodeSessions(
                port,
                OPTIONS.compression(),
                new NodeContext(
                        Reading.of(log.log(), Runnable::run),
                        TestGateway.OPTIONS,
                        new SessionTokens(authenticator, verifier, metrics),
                        TestGateway.TOPICS,
                        metrics,
                        clock));
        return new PublicEndpoint(
                port,
                OPTIONS,
                new PublicEndpoint.Offer(
                        new Openings(OPTIONS, TestGateway.OPTIONS, sessions, origins, metrics),
                        List.of(
                                ContractDocuments.load(),
                                StaticPages.load("/desk/", "dev/ringdown/pages/desk", List.of())),
                        new Posting().webhooks()),
                new PublicEndpoint.Doors(
                        new HostNames("server.hosts", "127.0.0.1", List.of("x")),
                        new Admission(origins, proxies, limits),
                        new Verification(authenticator, verifier, metrics)),
                sessions,
                metrics);
    }

    /** A connection of which requests are read whole. */
    EmbeddedChannel connect() {
        return new EmbeddedChannel(stages());
    }

    /** A connection of which nothing has been read, byte by byte. */
    EmbeddedChannel connectAnew() {
        EmbeddedChannel channel = new EmbeddedChannel(new SocketPlace(waiting, null, PROXIES));
        endpoint.converse(channel.pipeline());
        return channel;
    }

    /** What is in its pipeline. */
    ChannelHandler[] stages() {
        return Stream.concat(Stream.of(new SocketPlace(waiting, null, PROXIES)), Stream.of(endpoint.stages()))
                .toArray(ChannelHandler[]::new);
    }

    /** Accepts {@link #TOKEN}. */
    static TokenVerifier tokens(Clock clock) {
        try {
            return new TokenVerifier(
                    new TokenOptions(SECRET, null, Set.of("HS256"), Duration.ofSeconds(30), true, false),
                    clock,
                    new GatewayMetrics(new SimpleMeterRegistry()),
                    System::nanoTime);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String token() {
        Map<String, Object> agent =
                Map.of("id", ADMIN_ID.toString(), "customer_id", CUSTOMER.toString(), "permission", 0x20);
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder().claim("agent", agent).build());
        try {
            token.sign(new MACSigner(SECRET));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private void offer(Runnable verification) {
        if (busy) {
            throw new RejectedExecutionException("full");
        }
        verifications.add(verification);
    }

    /** No further credential is taken. */
    void beBusy() {
        busy = true;
    }

    int waiting() {
        return verifications.size();
    }

    /** Verifies every credential that waits. */
    void verify() {
        while (!verifications.isEmpty()) {
            verifications.remove().run();
        }
    }

    double limitReached(String key) {
        return meters.get("ringdown.limits.reached").tag("limit", key).counter().count();
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
