package dev.ringdown.log.contract;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.log.Sequence;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Events of two customers. Stateless. */
final class Calls {
    static final UUID ALICE = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    static final UUID BOB = UUID.fromString("bbbbbbbb-0000-4000-8000-000000000002");

    private static final EventDecoder DECODER = new EventDecoder(
            new RoutingTable(RoutingTable.VOIPBIN, 256),
            64 * 1024,
            20,
            Sequence.WIDTH,
            () -> "no-id",
            Clock.systemUTC());

    private Calls() {}

    /** An event of Alice's call {@code 17}. */
    static Event alices(String id) {
        return of(ALICE, id, "call_updated", "17");
    }

    /** An event of Bob's call {@code 17}. */
    static Event bobs(String id) {
        return of(BOB, id, "call_updated", "17");
    }

    static Event of(UUID customer, String id, String type, String call) {
        Map<String, String> headers = Map.of(
                "specversion",
                "1.0",
                "id",
                id,
                "source",
                "/contract",
                "type",
                type,
                "customerid",
                customer.toString(),
                "subject",
                "call:" + call);
        try {
            return DECODER.binary(headers, new byte[0], 77);
        } catch (InvalidEventException e) {
            throw new AssertionError(e);
        }
    }
}
