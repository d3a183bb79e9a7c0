package dev.ringdown.microbench;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * An event of a call as VoIPBin's call manager publishes it, with about 600 bytes of {@code data}: two topics follow, the
 * customer's and the owning agent's. Immutable.
 */
public record CallEvent(UUID customer, UUID agent, UUID call) {
    /** Who publishes it. */
    public static final String PUBLISHER = "call-manager";

    private static final long EPOCH = 1;
    private static final int MAX_EVENT_BYTES = 256 * 1024;
    private static final int MAX_ATTRIBUTES = 256;

    /** The decoder of a gateway in its default configuration, whose clock stands still. */
    public static EventDecoder decoder() {
        return new EventDecoder(
                new RoutingTable(RoutingTable.VOIPBIN, 256),
                MAX_EVENT_BYTES,
                MAX_ATTRIBUTES,
                Sequence.WIDTH,
                () -> "5c1f6a0e-0000-4000-8000-000000000001",
                Clock.fixed(Instant.parse("2026-11-24T10:15:30.123Z"), ZoneOffset.UTC));
    }

    /** One of somebody. */
    public static CallEvent any() {
        return new CallEvent(
                new UUID(0x5013bc52da9a41eeL, 1), new UUID(0x74ac54057c704184L, 2), new UUID(0x5371e9dbL, 3));
    }

    /** VoIPBin's webhook envelope. */
    public byte[] envelope() {
        return bytes("{\"type\":\"call_progressing\",\"data\":" + data() + "}");
    }

    /** A CloudEvent in structured mode, which names its topics by attributes. */
    public byte[] cloudEvent() {
        return bytes("{\"specversion\":\"1.0\",\"id\":\"e-0123456789\",\"source\":\"/" + PUBLISHER + "\","
                + "\"type\":\"call_progressing\",\"time\":\"2026-11-24T10:15:30.123Z\","
                + "\"customerid\":\"" + customer + "\",\"agentids\":\"" + agent + "\",\"subject\":\"call:" + call
                + "\","
                + "\"datacontenttype\":\"application/json\",\"data\":" + data() + "}");
    }

    /** The value of {@code data}. */
    public String data() {
        return "{\"id\":\"" + call + "\",\"customer_id\":\"" + customer + "\",\"owner_type\":\"agent\",\"owner_id\":\""
                + agent + "\",\"flow_id\":\"1b6a1a52-4ed3-4cfe-9d0c-3d0b5c1a7e11\","
                + "\"type\":\"flow\",\"status\":\"progressing\",\"direction\":\"incoming\","
                + "\"source\":{\"type\":\"tel\",\"target\":\"+821100000001\",\"target_name\":\"\",\"detail\":\"\"},"
                + "\"destination\":{\"type\":\"tel\",\"target\":\"+821100000002\",\"target_name\":\"\",\"detail\":\"\"},"
                + "\"mute_direction\":\"\",\"hangup_by\":\"\",\"hangup_reason\":\"\","
                + "\"tm_progressing\":\"2026-11-24T10:15:30.123456Z\",\"tm_create\":\"2026-11-24T10:15:28.000001Z\"}";
    }

    /** The event as it is after decoding. */
    public Event event() {
        try {
            return decoder().envelope(envelope(), PUBLISHER, System.nanoTime());
        } catch (InvalidEventException e) {
            throw new IllegalStateException("the benchmarks' own event is refused", e);
        }
    }

    /** The event at a place in a log that has nothing but events of its customer. */
    public LogEntry at(long offset) {
        Event event = event();
        Sequence sequence = new Sequence(EPOCH, offset + 1);
        return new LogEntry(
                new Placed(sequence, offset),
                new LogEntry.About(event.customer(), event.name(), event.type(), event.topics(), event.moment()),
                event.json().withSequence(sequence.toBytes()),
                event.json().sequenceAt(),
                System.currentTimeMillis(),
                event.receivedNanos());
    }

    /** An entry once more at another place, without writing its message again. */
    public static LogEntry again(LogEntry template, long offset, long receivedNanos) {
        return new LogEntry(
                new Placed(new Sequence(EPOCH, offset + 1), offset),
                new LogEntry.About(
                        template.customer(), template.name(), template.type(), template.topics(), template.isMoment()),
                template.json(),
                template.sequenceAt(),
                0,
                receivedNanos);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
