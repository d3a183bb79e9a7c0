package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubprotocolsTest {
    @Test
    void theOffersAreReadInTheirOrder() {
        assertThat(Subprotocols.offered(new DefaultHttpHeaders().add("Sec-WebSocket-Protocol", "b,a ,  c")))
                .containsExactly("b", "a", "c");
    }

    @Test
    void theHeaderMayBeRepeated() {
        assertThat(Subprotocols.offered(new DefaultHttpHeaders()
                        .add("Sec-WebSocket-Protocol", "a")
                        .add("sec-websocket-protocol", "b, c")))
                .containsExactly("a", "b", "c");
    }

    @Test
    void whatNettySeesIsOneHeaderWithoutTheCredential() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Sec-WebSocket-Protocol", "bearer.a.b.c")
                .add("Sec-WebSocket-Protocol", "cloudevents.json, ringdown.v1");

        Subprotocols.prepare(headers);

        assertThat(headers.getAll("Sec-WebSocket-Protocol")).containsExactly("cloudevents.json,ringdown.v1");
    }

    @Test
    void whereThereIsOnlyTheCredentialNettySeesNothing() {
        HttpHeaders headers = new DefaultHttpHeaders().add("Sec-WebSocket-Protocol", "bearer.a.b.c");

        Subprotocols.prepare(headers);

        assertThat(headers.contains("Sec-WebSocket-Protocol")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'ringdown.v1', ringdown.v1",
        "'x, cloudevents.json, ringdown.v1', cloudevents.json",
        "'bearer.a.b.c, ringdown.v1', ringdown.v1",
        "'bearer.a.b.c', ",
        "'graphql-ws', ",
        "'RINGDOWN.V1', "
    })
    void theFirstThatIsSpokenHereIsAgreedOn(String offered, @Nullable String agreed) {
        assertThat(Subprotocols.agreed(new DefaultHttpHeaders().add("Sec-WebSocket-Protocol", offered)))
                .isEqualTo(agreed);
    }

    @Test
    void withoutTheHeaderNothingIsOffered() {
        assertThat(Subprotocols.offered(new DefaultHttpHeaders())).isEmpty();
    }
}
