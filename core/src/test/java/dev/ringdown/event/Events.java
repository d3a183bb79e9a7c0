package dev.ringdown.event;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/** Events as other packages' tests need them. All have the same size if their ids have the same length. */
public final class Events {
    public static final UUID CUSTOMER = UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de28");
    public static final UUID OTHER_CUSTOMER = UUID.fromString("11111111-1111-4111-8111-111111111111");

    private static final EventDecoder DECODER = new EventDecoder(
            new RoutingTable(RoutingTable.VOIPBIN, 256),
            1024,
            20,
            25,
            () -> "generated-id",
            Clock.fixed(Instant.parse("2026-11-23T10:15:30.123Z"), ZoneOffset.UTC));

    private Events() {}

    /** A {@code call_created} of {@link #CUSTOMER} from one source. */
    public static Event call(String id) {
        return of(CUSTOMER, "/call-manager", id);
    }

    /** A {@code call_created} of {@link #OTHER_CUSTOMER} from the same source. */
    public static Event othersCall(String id) {
        return of(OTHER_CUSTOMER, "/call-manager", id);
    }

    /** A {@code call_created} of {@link #CUSTOMER} from another source. */
    public static Event callFrom(String source, String id) {
        return of(CUSTOMER, source, id);
    }

    private static Event of(UUID customer, String source, String id) {
        try {
            return DECODER.binary(
                    Map.of(
                            "specversion",
                            "1.0",
                            "id",
                            id,
                            "source",
                            source,
                            "type",
                            "call_created",
                            "customerid",
                            customer.toString(),
                            "subject",
                            "call:17"),
                    new byte[0],
                    77);
        } catch (InvalidEventException e) {
            throw new AssertionError(e);
        }
    }
}
