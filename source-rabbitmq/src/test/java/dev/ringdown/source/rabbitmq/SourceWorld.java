package dev.ringdown.source.rabbitmq;

import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.RoutingTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A source with a broker, a log and a clock that the test owns. Confined to the test's thread. */
final class SourceWorld {
    static final Duration CHAT_WAIT = Duration.ofMillis(50);
    static final int PREFETCH = 4;
    static final long MAX_LENGTH = 1000;
    static final long MAX_DEAD_LETTERS = 10;

    // voipbin/monorepo, bin-webhook-manager/pkg/webhookhandler/routingkey_test.go, as of 2026-08-22
    static final String CUSTOMER = "a1b2c3d4-0000-0000-0000-000000000001";
    static final String OWNER = "98765432-0000-0000-0000-000000000002";
    static final String RESOURCE = "12345678-0000-0000-0000-000000000003";
    static final String CHAT = "c4a70000-0000-0000-0000-000000000005";
    static final String PARTICIPANT = "b1b2c3d4-0000-0000-0000-000000000006";
    static final String OTHER_PARTICIPANT = "b1b2c3d4-0000-0000-0000-000000000007";

    final ManualTurns turns = new ManualTurns();
    final FakeBroker broker = new FakeBroker(turns);
    final FakeLog log = new FakeLog(turns);
    final CountedMeters meters = new CountedMeters();
    final RabbitmqOptions options = new RabbitmqOptions(
            "amqp://broker.example",
            null,
            RabbitmqOptions.VOIPBIN_EXCHANGE,
            "ringdown",
            PREFETCH,
            MAX_LENGTH,
            MAX_DEAD_LETTERS,
            CHAT_WAIT);

    /** The participants of each body that was read, in order. */
    final List<List<UUID>> participantsRead = new ArrayList<>();

    /** Why the log takes nothing, or null. */
    @Nullable
    String logFault;

    final RabbitmqSource source;

    private final EventDecoder decoder = new EventDecoder(
            new RoutingTable(RoutingTable.VOIPBIN, 100), 64 * 1024, 20, 25, () -> "an-id", Clock.systemUTC());

    SourceWorld() {
        source = new RabbitmqSource(broker, options, new Destination(this::read, log, () -> logFault), turns, meters);
    }

    /** Starts the source, which connects unless the broker is unreachable. */
    SourceWorld started() {
        source.start();
        turns.run();
        return this;
    }

    private dev.ringdown.event.Event read(byte[] body, Collection<UUID> participants, long receivedNanos)
            throws dev.ringdown.event.InvalidEventException {
        participantsRead.add(List.copyOf(participants));
        return decoder.copy(body, participants, receivedNanos);
    }

    /** A message as VoIPBin's webhook-manager publishes it, without an owner. */
    static String call(String type) {
        return "{\"type\":\"" + type + "\",\"publisher\":\"webhook-manager\",\"data_type\":\"application/json\","
                + "\"data\":{\"id\":\"" + RESOURCE + "\",\"customer_id\":\"" + CUSTOMER + "\"}}";
    }

    /** Its routing key. */
    static String callKey(String type) {
        return "customer_id." + CUSTOMER + ".call." + type + "." + RESOURCE;
    }

    static String chat(String type, String text) {
        return "{\"type\":\"" + type + "\",\"publisher\":\"webhook-manager\",\"data_type\":\"application/json\","
                + "\"data\":{\"id\":\"" + RESOURCE + "\",\"customer_id\":\"" + CUSTOMER + "\",\"chat_id\":\"" + CHAT
                + "\",\"text\":\"" + text + "\"}}";
    }

    static String chatKey(String scope, String scopeId, String type) {
        return scope + "." + scopeId + ".talk." + type + "." + CHAT;
    }

    long giveCall(String type) {
        long tag = broker.link().give(callKey(type), call(type));
        turns.run();
        return tag;
    }

    void give(String routingKey, String body) {
        broker.link().give(routingKey, body);
        turns.run();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
