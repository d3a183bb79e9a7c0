package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import io.netty.handler.codec.http.FullHttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets that asks for a WebSocket, where {@code resource} is the default. */
class SocketShapeTest {
    private static SocketShape shapeOf(String query, @Nullable String subprotocols) {
        FullHttpRequest request = Handshakes.to("/v1.0/ws?" + query);
        if (subprotocols != null) {
            request.headers().set("Sec-WebSocket-Protocol", subprotocols);
        }
        return SocketShape.of(request, EventShape.RESOURCE);
    }

    @ParameterizedTest
    @CsvSource({
        "shape=cloudevents, CLOUDEVENTS",
        "shape=envelope, ENVELOPE",
        "shape=resource, RESOURCE",
        "token=a.b.c&shape=envelope&x=y, ENVELOPE",
        "shape=%65nvelope, ENVELOPE"
    })
    void itIsWhatTheClientAsksFor(String query, EventShape shape) {
        assertThat(shapeOf(query, null)).isEqualTo(new SocketShape(shape, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token=a.b.c", "shape=", "shape", "Shape=envelope", "shapes=envelope"})
    void whoAsksForNoneAndOffersNoSubprotocolGetsTheDefault(String query) {
        assertThat(shapeOf(query, null)).isEqualTo(new SocketShape(EventShape.RESOURCE, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer.a.b.c", "bearer.a.b.c,", "", ","})
    void aCredentialIsNoSubprotocol(String offered) {
        assertThat(shapeOf("", offered)).isEqualTo(new SocketShape(EventShape.RESOURCE, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ringdown.v1",
                "cloudevents.json",
                "bearer.a.b.c, ringdown.v1",
                "x, cloudevents.json",
                "graphql-ws",
                "bearer.a.b.c, graphql-ws"
            })
    void theDefaultIsNotMeantForWhoOffersASubprotocol(String offered) {
        assertThat(shapeOf("", offered)).isEqualTo(new SocketShape(EventShape.CLOUDEVENTS, null));
    }

    @Test
    void whoOffersWhatIsNotKnownHereMayAsk() {
        assertThat(shapeOf("shape=envelope", "graphql-ws")).isEqualTo(new SocketShape(EventShape.ENVELOPE, null));
    }

    @Test
    void withASubprotocolCloudEventsMayBeAskedFor() {
        assertThat(shapeOf("shape=cloudevents", "ringdown.v1"))
                .isEqualTo(new SocketShape(EventShape.CLOUDEVENTS, null));
    }

    @ParameterizedTest
    @CsvSource({
        "envelope, ringdown.v1, ringdown.v1",
        "resource, cloudevents.json, cloudevents.json",
        "resource, 'x, cloudevents.json, ringdown.v1', cloudevents.json",
        "envelope, 'bearer.a.b.c, ringdown.v1', ringdown.v1"
    })
    void withASubprotocolAnotherShapeIsWrong(String shape, String offered, String agreed) {
        assertThat(shapeOf("shape=" + shape, offered).fault())
                .isEqualTo("shape: " + shape + " with the subprotocol " + agreed
                        + " (expected: cloudevents, or no subprotocol)");
    }

    @ParameterizedTest
    @CsvSource({
        "shape=bare, bare",
        "shape=Resource, Resource",
        "shape=%20resource, ' resource'",
        "shape=resource%2Cenvelope, 'resource,envelope'"
    })
    void aWordThatIsNoneIsWrong(String query, String told) {
        assertThat(shapeOf(query, null).fault())
                .isEqualTo("shape: " + told + " (expected: one of cloudevents, envelope, resource)");
        assertThat(shapeOf(query, "ringdown.v1").fault()).startsWith("shape: " + told);
    }

    @Test
    void whoAsksTwiceIsTold() {
        assertThat(shapeOf("shape=envelope&shape=resource", null).fault())
                .isEqualTo("shape: given more than once (expected: once)");
    }

    @Test
    void aLongWordIsCut() {
        assertThat(shapeOf("shape=" + "x".repeat(1000), null).fault())
                .isEqualTo("shape: " + "x".repeat(128) + "… (expected: one of cloudevents, envelope, resource)");
    }
}
