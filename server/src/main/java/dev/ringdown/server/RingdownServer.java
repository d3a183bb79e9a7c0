package dev.ringdown.server;

import dev.ringdown.config.EffectiveConfig;
import dev.ringdown.config.RingdownConfig;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Site;
import dev.ringdown.logging.QuietThreads;
import dev.ringdown.protocol.CloseReason;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway, from the start to the end. Thread-safe. */
public final class RingdownServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RingdownServer.class);

    private final RingdownConfig config;
    private final Foundation foundation;
    private final Parts parts;
    private final URI publicAddress;
    private final URI internalAddress;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final UnfitWatch unfitWatch;
    private final AtomicInteger sentAway =
            new AtomicInteger(); // how often, so that who came since is not closed with those
    private volatile Restart restart = Restart.asLongAsThisStart();

    private RingdownServer(
            RingdownConfig config, Clock clock, List<Site> publicSites, @Nullable Supplier<Answer> demoIdentities)
            throws IOException {
        this.config = config;
        foundation = Foundation.of(config, clock);
        parts = Parts.of(foundation, publicSites, demoIdentities);
        try {
            publicAddress = parts.publicPort().listen();
            internalAddress = parts.internalPort().listen(publicAddress);
        } catch (IOException e) {
            parts.close();
            throw e;
        }
        LostLog.watch(parts.log().log(), this::sendElsewhere);
        unfitWatch = new UnfitWatch(parts.log().log(), this::sendElsewhere, this::letInAgain);
        parts.health().listening();
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
        Version version = Version.ofThisBuild();
        LOG.info("starting version={} commit={} java={}", version.number(), version.commit(), Version.java());
        RingdownServer server = new RingdownServer(config, clock, publicSites, demoIdentities);
        ConfigWarnings.log(config);
        server.startSources();
        if (config.journal().kafka() != null) {
            server.unfitWatch.start();
        }
        server.restart = Restart.asLongAsThisStart();
        LOG.info("listening public={} internal={}", server.publicAddress, server.internalAddress);
        if (!config.server().warmUp().isZero()) {
            server.parts.health().warmingUp(true);
            Thread thread = new Thread(new ThreadGroup(QuietThreads.GROUP), server::warmUp, "warm-up");
            thread.setDaemon(true);
            thread.start();
        }
        return server;
    }

    private void startSources() throws IOException {
        try {
            parts.sources().start();
        } catch (IOException e) {
            parts.close();
            throw e;
        }
    }

    private void warmUp() {
        WarmUp warmUp = new WarmUp();
        try {
            RingdownServer other =
                    new RingdownServer(warmUp.config(config.server().loops()), Clock.systemUTC(), List.of(), null);
            try {
                warmUp.run(
                        other.publicAddress,
                        other.internalAddress,
                        config.server().warmUp(),
                        this::isNeeded);
            } finally {
                other.parts.close();
            }
        } catch (IOException e) {
            LOG.warn("no warm-up: {} (the first seconds will be slower)", e.getMessage());
        } finally {
            parts.health().warmingUp(false);
        }
    }

    /** Whether clients have come that no other node would serve while this one warms up. */
    private boolean isNeeded() {
        return config.server().alone() && openConnections() > 0;
    }

    /**
     * What reads the configuration again, for whoever started this gateway with it.
     *
     * @param started that it was started with
     */
    public Reloads reloads(EffectiveConfig started, Reloads.Source source) {
        return new Reloads(
                foundation.current(), started, source, new ReloadMetrics(foundation.registry(), foundation.clock()));
    }

    /** Where clients connect. */
    public URI publicAddress() {
        return publicAddress;
    }

    /** Where publishers and operators connect. */
    public URI internalAddress() {
        return internalAddress;
    }

    /**
     * Ends the gateway: refuses newcomers, gives sessions {@code server.drain} to go elsewhere or, if there is nowhere else,
     * a time to come back, closes those that are left, writes what publishers were promised. Returns when all is done; a
     * second call does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        unfitWatch.close();
        parts.health().draining();
        long sessions = openConnections();
        Duration drain = config.server().drain();
        if (drain.isZero()) {
            parts.publicPort().closeSessions(CloseReason.SHUTTING_DOWN);
        } else {
            sendAway(sessions, drain);
            parts.publicPort().closeSessions(CloseReason.DRAINING);
        }
        awaitNoConnections(patience(sessions));
        parts.close();
        LOG.info("stopped");
    }

    /** Tells the sessions where to go: elsewhere, for which they have time, or back here, for which they only lose time. */
    private void sendAway(long sessions, Duration drain) {
        LOG.info(
                "draining sessions={} drain={} alone={}",
                sessions,
                drain,
                config.server().alone());
        if (config.server().alone()) {
            parts.publicPort().drain(restart.appointments(sessions, patience(sessions), drain));
        } else {
            parts.publicPort().drain(drain);
            awaitNoConnections(drain);
        }
    }

    /** How long who is closed may take to answer: where everybody waits for the next start, some do not hold it up. */
    private Duration patience(long sessions) {
        Duration closeTimeout = config.limits().handshake().closeTimeout();
        return config.server().alone() ? Restart.patience(sessions, closeTimeout) : closeTimeout;
    }

    /** Nothing will come here any more: sessions get {@code server.drain} to go, then those that are left are closed. */
    private void sendElsewhere() {
        Duration drain = config.server().drain();
        int time = sentAway.incrementAndGet();
        parts.publicPort().drain(drain);
        CompletableFuture.delayedExecutor(drain.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (sentAway.get() == time) {
                        parts.publicPort().closeSessions(CloseReason.DRAINING);
                    }
                });
    }

    /** What others get comes here again. Sessions that have not gone yet may stay. */
    private void letInAgain() {
        sentAway.incrementAndGet();
        if (!closed.get()) {
            parts.publicPort().reopen();
        }
    }

    private long openConnections() {
        return parts.access().limits().open();
    }

    private void awaitNoConnections(Duration atMost) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (openConnections() > 0 && System.nanoTime() - deadlineNanos < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
