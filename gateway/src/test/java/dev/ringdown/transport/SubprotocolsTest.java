package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.Test;

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
    void withoutTheHeaderNothingIsOffered() {
        assertThat(Subprotocols.offered(new DefaultHttpHeaders())).isEmpty();
    }
}
