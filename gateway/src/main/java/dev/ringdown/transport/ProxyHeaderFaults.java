package dev.ringdown.transport;

import dev.ringdown.metrics.GatewayMetrics;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the connections of trusted proxies that do not begin as they should, and tells the operator of the first one.
 * Thread-safe.
 */
final class ProxyHeaderFaults {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyHeaderFaults.class);

    private final GatewayMetrics metrics;
    private final AtomicBoolean told = new AtomicBoolean();

    ProxyHeaderFaults(GatewayMetrics metrics) {
        this.metrics = metrics;
    }

    void note(@Nullable Object proxy, String fault) {
        metrics.proxyHeaderRefused();
        if (told.getAndSet(true)) {
            LOG.debug("no PROXY header peer={} fault=\"{}\"", proxy, fault);
        } else {
            LOG.warn(
                    "no PROXY header peer={} fault=\"{}\" (the connection is closed, and all like it: make the proxy send one,"
                            + " or set server.proxy-protocol=false)",
                    proxy,
                    fault);
        }
    }
}
