package dev.ringdown.server;

import dev.ringdown.admin.CheckpointEndpoint;
import dev.ringdown.admin.CheckpointOptions;
import dev.ringdown.admin.IdleTimer;
import dev.ringdown.admin.Operators;
import dev.ringdown.admin.RevocationEndpoint;
import dev.ringdown.admin.SessionDirectory;
import dev.ringdown.admin.SessionEndpoint;
import dev.ringdown.auth.AdminKeys;
import dev.ringdown.auth.InternalKeys;
import dev.ringdown.auth.PublisherKeys;
import dev.ringdown.config.RingdownConfig;
import dev.ringdown.http.Answer;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.publish.PublishEndpoint;
import dev.ringdown.trace.TraceOptions;
import dev.ringdown.transport.InternalEndpoint;
import dev.ringdown.transport.NodeSessions;
import dev.ringdown.transport.Origins;
import dev.ringdown.transport.Routes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The internal port: publishing, operators, health, metrics and the console, with the threads that read what is long and
 * make what is asked for. Thread-safe.
 */
final class InternalParts implements AutoCloseable {
    private final RingdownConfig config;
    private final Origins origins;
    private final boolean demo;
    private final ExecutorService adminExecutor;
    private final ExecutorService decodeExecutor;
    private final ExecutorService scrapeExecutor;
    private final CheckpointEndpoint checkpoints;
    private final Routes routes;
    private final InternalEndpoint endpoint;

    /**
     * @param sessions which operators ask
     * @param demoIdentities who may be watched in a demo; null: it is no demo
     */
    InternalParts(
            Foundation foundation,
            AccessParts access,
            LogParts log,
            NodeSessions sessions,
            Health health,
            @Nullable Supplier<Answer> demoIdentities) {
        config = foundation.config();
        origins = access.origins();
        demo = demoIdentities != null;
        GatewayMetrics metrics = foundation.metrics();
        adminExecutor = Threads.bounded("admin", 1, config.admin().maxRequests());
        decodeExecutor = Threads.bounded(
                "decoder", 1, config.limits().internal().options().sockets().total());
        scrapeExecutor = Threads.bounded("scrape", 1, 1);
        InternalKeys keys = new InternalKeys(
                new AdminKeys(foundation.current().map(now -> now.admin().keys())),
                new PublisherKeys(foundation.current().map(now -> now.source().publisherKeys())));
        PublishEndpoint publish = new PublishEndpoint(
                keys,
                access.authenticator(),
                new ExecutorShare(access.executor(), config.limits().internal().maxAuthentications()),
                log.wayIn(),
                metrics);
        Operators operators = new Operators(keys, adminExecutor, metrics);
        SessionDirectory directory =
                new SessionDirectory(sessions.all(), config.admin().timeout());
        RevocationEndpoint revocations = new RevocationEndpoint(operators, access.revocations(), directory, metrics);
        SessionEndpoint sessionEndpoint = new SessionEndpoint(
                operators,
                directory,
                log.topicParser(),
                new TraceOptions(
                        config.admin().maxTraceEntries(),
                        config.admin().traceIdle(),
                        new Semaphore(config.admin().maxTraces())),
                metrics);
        checkpoints = new CheckpointEndpoint(
                operators,
                log.checkpoints(),
                log.log()::notReady,
                new CheckpointOptions(
                        config.admin().maxCheckpoints(), config.admin().checkpointIdle()),
                IdleTimer.real(),
                metrics);
        SharedAnswer scrape = new SharedAnswer(
                () -> ProcessMetrics.scrape(foundation.registry()),
                scrapeExecutor,
                config.internal().scrapeInterval(),
                System::nanoTime);
        routes = new Routes()
                .withBody("POST", "/v1.0/events", publish::publish, publish::publisherOf)
                .on("GET", "/v1.0/sessions", sessionEndpoint::list)
                .onEach("GET", "/v1.0/sessions/*", sessionEndpoint::show)
                .onEach("DELETE", "/v1.0/sessions/*", sessionEndpoint::close)
                .onEach("GET", "/v1.0/sessions/*/trace", sessionEndpoint::trace)
                .withBody("POST", "/v1.0/revocations", revocations::revoke, operators::operatorOf)
                .on("GET", "/v1.0/revocations", revocations::list)
                .onEach("DELETE", "/v1.0/revocations/*", revocations::takeBack)
                .on("POST", "/v1.0/checkpoints", checkpoints::begin)
                .onEach("GET", "/v1.0/checkpoints/*", checkpoints::read)
                .onEach("DELETE", "/v1.0/checkpoints/*", checkpoints::end)
                .get("/livez", health::live)
                .get("/readyz", health::ready)
                .on("GET", "/metrics", request -> scrape.get());
        if (demoIdentities != null) {
            routes.on("GET", ConsoleSite.DEMO_IDENTITIES, request -> operators.offer("demo", request, demoIdentities));
        }
        endpoint = new InternalEndpoint(
                routes,
                publish,
                config.internal().hosts(),
                config.limits().internal().options(),
                decodeExecutor,
                metrics);
    }

    /**
     * Listens.
     *
     * @param publicAddress to which the console's pages lead
     * @return where publishers and operators connect
     * @throws IOException the address cannot be had; the message says what to do
     */
    URI listen(URI publicAddress) throws IOException {
        routes.site(new ConsoleSite(config.console(), publicAddress, origins, demo));
        URI address = Addresses.of(
                "http",
                endpoint.listen(new InetSocketAddress(
                        config.internal().host(), config.internal().port())));
        origins.allowAlso(ConsoleSite.originsAt(address));
        return address;
    }

    /** Takes no further connections; those that are open stay so until {@link #close}. */
    void stopListening() {
        endpoint.stopListening();
    }

    @Override
    public void close() {
        decodeExecutor.shutdown();
        endpoint.close();
        scrapeExecutor.shutdown();
        adminExecutor.shutdown();
        checkpoints.close();
    }
}
