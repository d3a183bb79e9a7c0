package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Site;
import dev.ringdown.limits.AddressRates;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.webhook.Webhooks;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The public port: what is spoken there until a session is open, and how it ends. Thread-safe: started, drained and closed
 * by the server.
 */
public final class PublicEndpoint implements AutoCloseable {
    private static final int MAX_BODY_BYTES = 8192; // only webhooks have one; this is for the answer to be a problem
    private static final int BACKLOG = 4096;
    private static final int REMEMBERED_NETWORKS = 100_000; // about 14 MB; one that is forgotten may connect anew
    private static final int READ_BYTES = 2048; // clients say little; more is read in several turns

    /**
     * What there is at this port.
     *
     * @param openings what may be opened
     * @param sites what is served to browsers
     * @param webhooks what may be posted
     */
    public record Offer(Openings openings, List<Site> sites, Webhooks webhooks) {}

    /**
     * Who may have it.
     *
     * @param hosts by which names the port may be called
     */
    public record Doors(HostNames hosts, Admission admission, Verification verification) {}

    private final Port port;
    private final HandshakeOptions options;
    private final Admission admission;
    private final NodeSessions sessions;
    private final Webhooks webhooks;
    private final HostNames hosts;
    private final GatewayMetrics metrics;

    // One object each for all connections.
    private final SiteHandler sites;
    private final HandshakeHandler handshakes;

    /** @param sessions that are open, or will be */
    public PublicEndpoint(
            Port port,
            HandshakeOptions options,
            Offer offer,
            Doors doors,
            NodeSessions sessions,
            GatewayMetrics metrics) {
        this.port = requireNonNull(port, "port");
        this.options = requireNonNull(options, "options");
        this.admission = requireNonNull(doors.admission(), "admission");
        this.sessions = requireNonNull(sessions, "sessions");
        this.webhooks = requireNonNull(offer.webhooks(), "webhooks");
        this.hosts = requireNonNull(doors.hosts(), "hosts");
        this.metrics = requireNonNull(metrics, "metrics");
        metrics.connections(port::openSockets);
        this.sites = new SiteHandler(offer.sites(), offer.openings(), metrics);
        this.handshakes = new HandshakeHandler(offer.openings(), admission, doors.verification(), metrics);
    }

    /**
     * A public port that does not listen yet.
     *
     * @param proxies may say who their clients are
     * @param tls null for plain TCP
     * @param loopCount event loops, each a thread
     * @param nanoTime by which connects are counted
     */
    public static Port port(
            HandshakeOptions options,
            TrustedProxies proxies,
            @Nullable TlsHandshakes tls,
            int loopCount,
            GatewayMetrics metrics,
            LongSupplier nanoTime) {
        WaitingSockets waiting = new WaitingSockets(options.waiting(), metrics);
        AddressRates connects = new AddressRates(
                options.connectsPerMinute(), REMEMBERED_NETWORKS, Limit.CONNECTS_PER_MINUTE, metrics, nanoTime);
        return new Port(
                "server.port",
                "loop",
                loopCount,
                new Port.Sockets(
                        BACKLOG,
                        new FixedRecvByteBufAllocator(READ_BYTES),
                        new WriteBufferWaterMark(options.outboundBytes() / 2, options.outboundBytes()),
                        0,
                        options.outboundBytes()),
                new Entrance(
                        waiting,
                        connects,
                        proxies,
                        new Entrance.Deadline(options.handshakeTimeout(), Limit.HANDSHAKE_TIMEOUT),
                        tls,
                        metrics));
    }

    /**
     * Listens.
     *
     * @param address port 0 takes a free one
     * @return where it listens
     * @throws IOException the address cannot be had; the message says what to do
     */
    public InetSocketAddress listen(InetSocketAddress address) throws IOException {
        return port.listen(address, this::converse);
    }

    /** What is said over a connection of whose place the pipeline knows, from its first byte. */
    void converse(ChannelPipeline pipeline) {
        FirstRequestDecoder requests = new FirstRequestDecoder(options.maxRequestBytes(), MAX_BODY_BYTES);
        pipeline.addLast(
                requests,
                requests.answers(),
                RequestTarget.OF_FIRST,
                HostCheck.ofFirst(hosts, options.closeTimeout(), metrics));
        if (!webhooks.isEmpty()) {
            SocketPlace place = requireNonNull(pipeline.get(SocketPlace.class), "place");
            pipeline.addLast(new WebhookHandler(webhooks, place, options.closeTimeout(), metrics));
        }
        pipeline.addLast(new WholeBody(MAX_BODY_BYTES, metrics)).addLast(stages());
    }

    /** The stages of a connection whose request is read whole, up to its session. */
    ChannelHandler[] stages() {
        return new ChannelHandler[] {sites, handshakes};
    }

    /**
     * Refuses new connections and tells the sessions to come back elsewhere.
     *
     * @param reconnectMillis asked for each session, so that they do not all come back at once
     */
    public void drain(LongSupplier reconnectMillis) {
        admission.drain();
        sessions.drain(reconnectMillis);
    }

    /** Takes new connections again after {@link #drain}; those who were told to go may go all the same. */
    public void reopen() {
        admission.reopen();
    }

    /** Closes every session with this reason. */
    public void closeSessions(CloseReason reason) {
        admission.drain();
        sessions.closeAll(reason);
    }

    /** Stops listening, closes what is still open and ends the event loops, at the latest after the close timeout. */
    @Override
    public void close() {
        port.close(options.closeTimeout());
    }
}
