package dev.ringdown.log.simulation;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.log.Sequence;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events as publishers make them. Stateless. */
final class SimulatedEvents {
    private static final EventDecoder DECODER = new EventDecoder(
            new RoutingTable(RoutingTable.VOIPBIN, 256),
            64 * 1024,
            20,
            Sequence.WIDTH,
            () -> "no-id",
            Clock.fixed(Instant.parse("2026-11-29T10:15:30Z"), ZoneOffset.UTC));

    private SimulatedEvents() {}

    /** An event that is the same whenever it is published under this id. */
    static Event call(UUID customer, String id) {
        Map<String, String> headers = Map.of(
                "specversion",
                "1.0",
                "id",
                id,
                "source",
                "/simulation",
                "type",
                "call_updated",
                "customerid",
                customer.toString(),
                "subject",
                "call:17");
        try {
            return DECODER.binary(headers, new byte[0], 77);
        } catch (InvalidEventException e) {
            throw new AssertionError(e);
        }
    }

    /** One of the copies of an event: each tells of the agents that are named in it. */
    static Event copy(UUID customer, String id, List<UUID> agents) {
        String body = "{\"type\":\"chatmessage_created\",\"data\":{\"id\":\"" + id
                + "\",\"chat_id\":\"c\",\"customer_id\":\"" + customer + "\"}}";
        try {
            return DECODER.copy(body.getBytes(StandardCharsets.UTF_8), agents, 77);
        } catch (InvalidEventException e) {
            throw new AssertionError(e);
        }
    }
}
