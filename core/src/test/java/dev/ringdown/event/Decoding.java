package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.event.InvalidEventException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Decoders whose clock stands still, and the words of the tests about it. */
final class Decoding {
    static final String CUSTOMER = "5013bc52-da9a-11ee-844f-2fa34248de28";
    static final String AGENT = "74ac5405-7c70-4184-9388-1c9f8f8ce25f";
    static final String CALL = "5371e9db-0000-4000-8000-000000000001";

    /** What is written into the hole of every message here. */
    static final String SEQUENCE = "6925a1c0-00000000000004d2";

    /** How many an event may have here. */
    static final int MAX_ATTRIBUTES = 20;

    private Decoding() {}

    /** One of its own for everybody who asks: one that lived across tests would hide what its beginning does. */
    static EventDecoder decoder() {
        return decoder(256 * 1024);
    }

    static EventDecoder decoder(int maxEventBytes) {
        return new EventDecoder(
                new RoutingTable(RoutingTable.VOIPBIN, 256),
                maxEventBytes,
                MAX_ATTRIBUTES,
                SEQUENCE.length(),
                () -> "generated-id",
                Clock.fixed(Instant.parse("2026-11-23T10:15:30.123987Z"), ZoneOffset.UTC));
    }

    /** JSON as it is read well in a test: apostrophes stand for quotation marks. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** A CloudEvent that says all that is needed; {@code members} such as {@code 'time':'…'} are added to it. */
    static String cloudEvent(String... members) {
        String needed = "'specversion':'1.0','id':'e-1','source':'/call-manager','type':'call_created',"
                + "'customerid':'" + CUSTOMER + "','subject':'call:17'";
        return json("{" + String.join(",", prepend(needed, members)) + "}");
    }

    private static List<String> prepend(String first, String[] others) {
        List<String> all = new ArrayList<>(List.of(others));
        all.add(0, first);
        return all;
    }

    static Event structured(String body) throws InvalidEventException {
        return decoder().cloudEvent(bytes(body), 77);
    }

    static List<Event> batch(String body) throws InvalidEventException {
        return decoder().cloudEventBatch(bytes(body), 3, 77);
    }

    static Event binary(Map<String, String> headers, String body) throws InvalidEventException {
        return decoder().binary(headers, bytes(body), 77);
    }

    static Event envelope(String body) throws InvalidEventException {
        return decoder().envelope(bytes(body), "call-manager", 77);
    }

    /** The message as receivers get it. */
    static String message(Event event) {
        return new String(event.json().withSequence(bytes(SEQUENCE)), StandardCharsets.UTF_8);
    }

    static List<String> topics(Event event) {
        return event.topics().all().stream().map(Object::toString).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void assertMalformed(String message, ThrowingCallable decoding) {
        assertRefused(Kind.MALFORMED, message, decoding);
    }

    static void assertUnroutable(String message, ThrowingCallable decoding) {
        assertRefused(Kind.UNROUTABLE, message, decoding);
    }

    static void assertTooLarge(String message, ThrowingCallable decoding) {
        assertRefused(Kind.TOO_LARGE, message, decoding);
    }

    static void assertTooMany(String message, ThrowingCallable decoding) {
        assertRefused(Kind.TOO_MANY, message, decoding);
    }

    static void assertRefused(Kind kind, String message, ThrowingCallable decoding) {
        assertThatThrownBy(decoding).isInstanceOfSatisfying(InvalidEventException.class, refusal -> {
            assertThat(refusal).hasMessageStartingWith(message);
            assertThat(refusal.kind()).isEqualTo(kind);
        });
    }
}
