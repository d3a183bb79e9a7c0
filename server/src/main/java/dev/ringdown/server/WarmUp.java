package dev.ringdown.server;

import dev.ringdown.config.ConfigException;
import dev.ringdown.config.ConfigReader;
import dev.ringdown.config.RingdownConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the JVM compile the way from a publish request to the sockets before anybody depends on it: without, the first
 * seconds are several times slower. A gateway of its own, in memory, on loopback ports that nobody else knows, gets
 * events and sends them to a few clients. It shares the code with the real one, and nothing else.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int CLIENTS = 64;
    private static final int EVENTS_AT_ONCE = 16;

    private final String key = UUID.randomUUID().toString();
    private final String customer = UUID.randomUUID().toString();

    /** What a gateway is that serves only this. */
    RingdownConfig config(int loops) {
        List<String> settings = List.of(
                "server.host=127.0.0.1",
                "server.port=0",
                "server.loops=" + loops,
                "server.warm-up=0s",
                "internal.host=127.0.0.1",
                "internal.port=0",
                "log.store=memory",
                "log.retention-bytes=16MiB",
                "publish.keys.warm-up=" + key,
                "auth.access-keys.warm-up.key=" + key,
                "auth.access-keys.warm-up.customer=" + customer);
        try {
            return ConfigReader.read(settings, null, Map.of(), List.of()).tree();
        } catch (ConfigException e) {
            throw new IllegalStateException("the warm-up's own configuration is wrong", e);
        }
    }

    /**
     * Publishes and receives until the time is up, or somebody needs the processor.
     *
     * @param publicAddress of a gateway that was started with {@link #config}
     * @param internalAddress of the same
     * @param isInTheWay asked again and again, on several threads
     */
    void run(URI publicAddress, URI internalAddress, Duration atMost, BooleanSupplier isInTheWay) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        BooleanSupplier isOver = () -> System.nanoTime() - deadlineNanos >= 0 || isInTheWay.getAsBoolean();
        String subscribe = "{\"type\":\"subscribe\",\"topics\":[\"customer_id:" + customer + ":call\"],\"id\":1}";
        try (WarmUpClients clients = new WarmUpClients(publicAddress, key, subscribe, CLIENTS, isOver);
                WarmUpPublisher publisher = new WarmUpPublisher(internalAddress, key, deadlineNanos)) {
            clients.start();
            byte[] event = event();
            long rounds = 0;
            for (; !isOver.getAsBoolean(); rounds++) {
                publisher.publish(event, EVENTS_AT_ONCE);
            }
            LOG.debug("warmed up events={} received_bytes={}", rounds * EVENTS_AT_ONCE, clients.receivedBytes());
        } catch (IOException e) {
            LOG.warn("the warm-up ended early: {} (the first seconds will be slower)", e.toString());
        }
    }

    private byte[] event() {
        String body = "{\"type\":\"call_updated\",\"data\":{\"id\":\"" + UUID.randomUUID() + "\",\"customer_id\":\""
                + customer
                + "\",\"owner_id\":\"" + UUID.randomUUID() + "\",\"status\":\"progressing\",\"detail\":\""
                + "x".repeat(300)
                + "\"}}";
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
