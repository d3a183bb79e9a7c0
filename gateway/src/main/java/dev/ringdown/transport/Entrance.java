package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.AddressRates;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.netty.channel.ChannelPipeline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What every socket of a port goes through first, whatever is spoken over it: how often its client may connect, a place among
 * those that wait, a deadline, the header of a proxy, TLS. Immutable, thread-safe.
 */
final class Entrance {
    /** How long a socket may take to come to what it is for, and which limit that is. */
    record Deadline(Duration timeout, Limit limit) {}

    private final WaitingSockets waiting;
    private final @Nullable AddressRates connects;
    private final TrustedProxies proxies;
    private final Deadline deadline;
    private final @Nullable TlsHandshakes tls;
    private final GatewayMetrics metrics;
    private final ProxyHeaderFaults faults;

    /**
     * @param connects how often clients may connect; null: as often as they like
     * @param tls null for plain TCP
     */
    Entrance(
            WaitingSockets waiting,
            @Nullable AddressRates connects,
            TrustedProxies proxies,
            Deadline deadline,
            @Nullable TlsHandshakes tls,
            GatewayMetrics metrics) {
        this.faults = new ProxyHeaderFaults(metrics);
        this.waiting = requireNonNull(waiting, "waiting");
        this.connects = connects;
        this.proxies = requireNonNull(proxies, "proxies");
        this.deadline = requireNonNull(deadline, "deadline");
        this.tls = tls;
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Puts all of it into the pipeline of a new socket. */
    void open(ChannelPipeline pipeline) {
        SocketPlace place = new SocketPlace(waiting, connects, proxies);
        pipeline.addLast(place, new ArrivalDeadline(deadline.timeout(), deadline.limit(), metrics));
        if (proxies.introduce(SocketPlace.peer(pipeline.channel()))) {
            pipeline.addLast(new ProxyHeaderDecoder(faults), new ProxyHeader(place, faults));
        }
        if (tls != null) {
            pipeline.addLast(tls.handler(pipeline.channel().alloc(), place));
        }
    }
}
