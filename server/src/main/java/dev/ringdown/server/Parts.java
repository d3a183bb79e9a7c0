package dev.ringdown.server;

import dev.ringdown.config.RingdownConfig;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Site;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All parts of a gateway, put together, but not listening yet; and the order in which they end. Thread-safe. */
record Parts(
        AccessParts access,
        LogParts log,
        Sources sources,
        Health health,
        PublicParts publicPort,
        InternalParts internalPort)
        implements AutoCloseable {
    /**
     * Puts the parts together. What may be missing on the disk is looked for before the log is opened.
     *
     * @param publicSites what the public port serves to browsers besides the contract
     * @param demoIdentities who may be watched in a demo, for operators; null: it is no demo
     * @throws IOException a file that one of them needs cannot be had; the message says what to do
     */
    static Parts of(Foundation foundation, List<Site> publicSites, @Nullable Supplier<Answer> demoIdentities)
            throws IOException {
        RingdownConfig config = foundation.config();
        AccessParts access = new AccessParts(foundation);
        SslContext tls = Tls.context(config.server().tls());
        LogParts log = new LogParts(foundation);
        Sources sources = new Sources(
                config.rabbitmq().options(), log.wayIn(), log.log(), foundation.registry(), foundation.metrics());
        Health health = new Health(log.log(), sources);
        PublicParts publicPort = new PublicParts(foundation, access, log, publicSites, tls);
        InternalParts internalPort =
                new InternalParts(foundation, access, log, publicPort.sessions(), health, demoIdentities);
        return new Parts(access, log, sources, health, publicPort, internalPort);
    }

    /** The log wakes the loops after every append and answers publishers, so it ends before either of them. */
    @Override
    public void close() {
        internalPort.stopListening();
        sources.close();
        log.closeLog();
        internalPort.close();
        publicPort.close();
        log.closeReaders();
        access.close();
    }
}
