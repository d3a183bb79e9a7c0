package dev.ringdown.server;

import dev.ringdown.admin.AdminEndpoint;
import dev.ringdown.admin.SessionDirectory;
import dev.ringdown.auth.AccessKeyLookup;
import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.AdminKeys;
import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.PublisherKeys;
import dev.ringdown.auth.SharedSecret;
import dev.ringdown.auth.TokenOptions;
import dev.ringdown.auth.TokenVerifier;
import dev.ringdown.catchup.ReadOptions;
import dev.ringdown.catchup.ReadQueue;
import dev.ringdown.catchup.SharedReads;
import dev.ringdown.config.RingdownConfig;
import dev.ringdown.contract.ContractDocuments;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Site;
import dev.ringdown.limits.Accounts;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.Sequence;
import dev.ringdown.log.StoredLog;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.publish.CustomerRates;
import dev.ringdown.publish.PublishEndpoint;
import dev.ringdown.publishing.Publishing;
import dev.ringdown.topic.TopicParser;
import dev.ringdown.trace.TraceOptions;
import dev.ringdown.transport.Admission;
import dev.ringdown.transport.HandshakeOptions;
import dev.ringdown.transport.InternalEndpoint;
import dev.ringdown.transport.NodeSessions;
import dev.ringdown.transport.Openings;
import dev.ringdown.transport.Origins;
import dev.ringdown.transport.Port;
import dev.ringdown.transport.PublicEndpoint;
import dev.ringdown.transport.Routes;
import dev.ringdown.transport.SessionTokens;
import dev.ringdown.transport.TrustedProxies;
import dev.ringdown.transport.Verification;
import dev.ringdown.webhook.Webhooks;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. Thread-safe. */
public final class RingdownServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RingdownServer.class);

    /** Threads that read the log: one reads the disk while the other one searches what was read. */
    private static final int READERS = 2;

    private final RingdownConfig config;
    private final ExecutorService authExecutor;
    private final ExecutorService readExecutor;
    private final ExecutorService adminExecutor;
    private final ExecutorService webhookExecutor;
    private final ExecutorService decodeExecutor;
    private final ExecutorService scrapeExecutor;
    private final EventLog log;
    private final ConnectionLimits limits;
    private final Sources sources;
    private final Health health;
    private final PublicEndpoint publicEndpoint;
    private final InternalEndpoint internalEndpoint;
    private final URI publicAddress;
    private final URI internalAddress;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RingdownServer(
            RingdownConfig config, Clock clock, List<Site> publicSites, @Nullable Supplier<Answer> demoIdentities)
            throws IOException {
        this.config = config;
        PrometheusMeterRegistry registry = ProcessMetrics.registry();
        GatewayMetrics metrics = new GatewayMetrics(registry);
        limits = new ConnectionLimits(
                config.limits().maxConnectionsPerAddress(),
                new Accounts(config.limits().budgets(), metrics, System::nanoTime));
        Authenticator authenticator = new Authenticator(
                tokenVerifier(config.auth().tokens(), clock),
                new AccessKeys(config.auth().accessKeys(), clock),
                config.auth().lookup() == null
                        ? null
                        : new AccessKeyLookup(config.auth().lookup(), metrics, System::nanoTime),
                config.auth().frozenCustomers());
        SslContext tls = Tls.context(config.server().tls());
        authExecutor = Threads.bounded("auth", 2, config.limits().maxAuthentications());
        readExecutor = Threads.bounded("reader", READERS, READERS);
        decodeExecutor = Threads.bounded(
                "decoder", 1, config.limits().internal().options().sockets().total());
        scrapeExecutor = Threads.bounded("scrape", 1, 1);
        adminExecutor = Threads.bounded("admin", 1, config.admin().maxRequests());
        RoutingTable routing =
                new RoutingTable(config.routing(), config.limits().maxEventTopics());
        TopicParser topicParser = new TopicParser(routing);
        log = new StoredLog(
                Stores.open(config.log(), routing, clock, metrics), config.log().options(), clock, metrics);
        SharedReads reads = new SharedReads(
                log,
                new ReadQueue(readExecutor, READERS, config.limits().maxReads(), metrics),
                new ReadOptions(
                        config.log().readCacheBytes(),
                        config.log().snapshotCacheBytes(),
                        config.limits().historyEntries()));
        EventDecoder decoder = new EventDecoder(
                routing,
                config.limits().publish().maxEventBytes(),
                config.limits().publish().maxEventAttributes(),
                Sequence.WIDTH,
                () -> UUID.randomUUID().toString(),
                clock);
        Publishing publishing =
                new Publishing(log, metrics, new CustomerRates(config.limits().customerRates(), System::nanoTime));
        sources = new Sources(config.rabbitmq().options(), decoder, publishing, log, registry, metrics);
        health = new Health(log, sources);
        Origins origins = new Origins(config.auth().origins());
        webhookExecutor = Threads.bounded(
                "webhook", 1, config.limits().handshake().waiting().total());
        HandshakeOptions handshake = config.limits().handshake();
        TrustedProxies proxies = new TrustedProxies(
                config.server().trustedProxies(), config.server().proxyProtocol());
        Port publicPort = PublicEndpoint.port(handshake, proxies, tls, loopCount(config), metrics, System::nanoTime);
        NodeSessions sessions = new NodeSessions(
                publicPort,
                handshake.compression(),
                config.limits().session(),
                reads,
                new SessionTokens(authenticator, authExecutor, metrics),
                topicParser,
                metrics,
                clock);
        publicEndpoint = new PublicEndpoint(
                publicPort,
                handshake,
                new Openings(handshake, config.limits().session(), sessions, origins, metrics),
                new Admission(origins, proxies, limits),
                new Verification(authenticator, authExecutor, metrics),
                sessions,
                withContract(publicSites),
                new Webhooks(
                        config.source().webhooks(),
                        webhookExecutor,
                        decoder,
                        publishing,
                        config.limits().publish(),
                        config.limits().internal().webhookBodies(),
                        metrics),
                config.server().hosts(),
                metrics);
        PublisherKeys publisherKeys = new PublisherKeys(config.source().publisherKeys());
        AdminKeys adminKeys = new AdminKeys(config.admin().keys());
        PublishEndpoint publish = new PublishEndpoint(
                publisherKeys,
                adminKeys,
                authenticator,
                new ExecutorShare(authExecutor, config.limits().internal().maxAuthentications()),
                decoder,
                publishing,
                config.limits().publish(),
                metrics);
        AdminEndpoint admin = new AdminEndpoint(
                adminKeys,
                publisherKeys,
                new SessionDirectory(sessions.all(), config.admin().timeout()),
                topicParser,
                new TraceOptions(
                        config.admin().maxTraceEntries(),
                        config.admin().traceIdle(),
                        new Semaphore(config.admin().maxTraces())),
                adminExecutor,
                metrics);
        SharedAnswer scrape = new SharedAnswer(
                () -> ProcessMetrics.scrape(registry),
                scrapeExecutor,
                config.internal().scrapeInterval(),
                System::nanoTime);
        Routes routes = new Routes()
                .withBody("POST", "/v1.0/events", publish::publish, publish::publisherOf)
                .on("GET", "/v1.0/sessions", admin::list)
                .onEach("GET", "/v1.0/sessions/*", admin::show)
                .onEach("DELETE", "/v1.0/sessions/*", admin::close)
                .onEach("GET", "/v1.0/sessions/*/trace", admin::trace)
                .get("/livez", health::live)
                .get("/readyz", health::ready)
                .on("GET", "/metrics", request -> scrape.get());
        if (demoIdentities != null) {
            routes.on("GET", ConsoleSite.DEMO_IDENTITIES, request -> admin.offer("demo", request, demoIdentities));
        }
        internalEndpoint = new InternalEndpoint(
                routes,
                publish,
                config.internal().hosts(),
                config.limits().internal().options(),
                decodeExecutor,
                metrics);
        try {
            publicAddress = address(
                    tls == null ? "http" : "https",
                    publicEndpoint.listen(new InetSocketAddress(
                            config.server().host(), config.server().port())));
            routes.site(new ConsoleSite(config.console(), publicAddress, origins, demoIdentities != null));
            internalAddress = address(
                    "http",
                    internalEndpoint.listen(new InetSocketAddress(
                            config.internal().host(), config.internal().port())));
            origins.allowAlso(ConsoleSite.originsAt(internalAddress));
        } catch (IOException e) {
            closeParts();
            throw e;
        }
        health.listening();
    }

    /**
     * Starts a gateway; when it returns, both ports are open.
     *
     * @param publicSites what its public port serves to browsers besides the contract
     * @param demoIdentities who may be watched in a demo, for operators; null: it is no demo
     * @throws IOException something that it needs cannot be had: a port, a file; the message says what to do
     */
    public static RingdownServer start(
            RingdownConfig config, Clock clock, List<Site> publicSites, @Nullable Supplier<Answer> demoIdentities)
            throws IOException {
        RingdownServer server = new RingdownServer(config, clock, publicSites, demoIdentities);
        warnOfGaps(config);
        server.startSources();
        LOG.info("listening public={} internal={}", server.publicAddress, server.internalAddress);
        if (!config.server().warmUp().isZero()) {
            server.health.warmingUp(true);
            Thread thread = new Thread(server::warmUp, "warm-up");
            thread.setDaemon(true);
            thread.start();
        }
        return server;
    }

    private void startSources() throws IOException {
        try {
            sources.start();
        } catch (IOException e) {
            closeParts();
            throw e;
        }
    }

    private void warmUp() {
        WarmUp warmUp = new WarmUp();
        try {
            RingdownServer other =
                    new RingdownServer(warmUp.config(config.server().loops()), Clock.systemUTC(), List.of(), null);
            try {
                warmUp.run(other, config.server().warmUp());
            } finally {
                other.closeParts();
            }
        } catch (IOException e) {
            LOG.warn("no warm-up: {} (the first seconds will be slower)", e.getMessage());
        } finally {
            health.warmingUp(false);
        }
    }

    /** Where clients connect. */
    public URI publicAddress() {
        return publicAddress;
    }

    /** Where publishers and operators connect. */
    public URI internalAddress() {
        return internalAddress;
    }

    /** The contract is there on every node, before anything else. */
    private static List<Site> withContract(List<Site> sites) {
        List<Site> all = new ArrayList<>(List.of(ContractDocuments.load()));
        all.addAll(sites);
        return all;
    }

    private static @Nullable TokenVerifier tokenVerifier(TokenOptions options, Clock clock) throws IOException {
        return options.algorithms().isEmpty() ? null : new TokenVerifier(options, clock);
    }

    private static int loopCount(RingdownConfig config) {
        int loops = config.server().loops();
        return loops == 0 ? Runtime.getRuntime().availableProcessors() : loops;
    }

    private static void warnOfGaps(RingdownConfig config) {
        String secret = config.auth().tokens().secret();
        if (secret != null && SharedSecret.bytes(secret) < SharedSecret.MIN_BYTES) {
            LOG.warn(
                    "auth.jwt.secret has {} bytes, fewer than the {} of RFC 7518: whoever has a token can guess at it; use a"
                            + " longer one",
                    SharedSecret.bytes(secret),
                    SharedSecret.MIN_BYTES);
        }
        if (config.auth().tokens().unscoped()) {
            LOG.warn(
                    "direct tokens of before September 2026 are accepted (auth.jwt.allow-unscoped-direct): each may read the"
                            + " chats of other visitors");
        }
        if (config.auth().tokens().algorithms().isEmpty()
                && config.auth().accessKeys().isEmpty()
                && config.auth().lookup() == null) {
            LOG.warn(
                    "nobody can connect: set auth.jwt.secret, auth.jwt.jwks, auth.access-keys or auth.access-keys-lookup");
        }
        if (config.source().publisherKeys().isEmpty()
                && config.source().webhooks().isEmpty()
                && config.rabbitmq().options() == null) {
            LOG.warn("nobody can publish: set publish.keys.<name>, source.webhooks.<name> or source.rabbitmq.uri");
        }
    }

    private static URI address(String scheme, InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        String authority = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(scheme + "://" + authority + ":" + address.getPort());
    }

    /**
     * Ends the gateway: refuses newcomers, gives sessions {@code server.drain} to go elsewhere, closes those that are
     * left, writes what publishers were promised. Returns when all is done; a second call does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        health.draining();
        Duration drain = config.server().drain();
        if (drain.isZero()) {
            publicEndpoint.closeSessions(CloseReason.SHUTTING_DOWN);
        } else {
            LOG.info("draining sessions={} drain={}", limits.open(), drain);
            SplittableRandom random = new SplittableRandom();
            publicEndpoint.drain(() -> random.nextLong(Math.max(1, drain.toMillis())));
            awaitNoSessions(drain);
            publicEndpoint.closeSessions(CloseReason.DRAINING);
        }
        awaitNoSessions(config.limits().handshake().closeTimeout());
        closeParts();
        LOG.info("stopped");
    }

    private void awaitNoSessions(Duration atMost) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (limits.open() > 0 && System.nanoTime() - deadlineNanos < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** The log wakes the loops after every append and answers publishers, so it ends before either of them. */
    private void closeParts() {
        internalEndpoint.stopListening();
        sources.close();
        log.close();
        decodeExecutor.shutdown();
        internalEndpoint.close();
        publicEndpoint.close();
        scrapeExecutor.shutdown();
        adminExecutor.shutdown();
        webhookExecutor.shutdown();
        readExecutor.shutdown();
        authExecutor.shutdown();
    }
}
