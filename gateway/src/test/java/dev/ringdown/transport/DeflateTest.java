package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is agreed on with whom. */
class DeflateTest {
    private final Deflate deflate = new Deflate(1024);

    @Test
    void whatBrowsersOfferIsAgreedOnWithoutContext() {
        assertThat(answerTo("permessage-deflate; client_max_window_bits"))
                .startsWith("permessage-deflate")
                .contains("; server_no_context_takeover", "; client_no_context_takeover");
    }

    @Test
    void aSmallerWindowOfOursIsDeclined() {
        assertThat(answerTo("permessage-deflate; server_max_window_bits=10")).isNull();
    }

    @Test
    void theSecondOfferIsTakenWhenTheFirstCannotBe() {
        assertThat(answerTo("permessage-deflate; server_max_window_bits=10, permessage-deflate"))
                .startsWith("permessage-deflate;");
    }

    @Test
    void otherExtensionsAreLeftAlone() {
        assertThat(answerTo("x-webkit-deflate-frame")).isNull();
        assertThat(answerTo("")).isNull();
        assertThat(answerTo(null)).isNull();
    }

    @Test
    void anUnknownParameterIsDeclined() {
        assertThat(answerTo("permessage-deflate; shared_dictionary=1")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                ";",
                "=",
                "permessage-deflate;,;",
                "permessage-deflate; client_max_window_bits=x",
                "permessage-deflate; client_max_window_bits=99999999999",
                "permessage-deflate; server_max_window_bits=x"
            })
    void whatIsNoOfferIsDeclined(String offer) {
        assertThat(answerTo(offer)).isNull();
    }

    private @Nullable String answerTo(@Nullable String offer) {
        HttpHeaders headers = new DefaultHttpHeaders();
        if (offer != null) {
            headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, offer);
        }
        WebSocketServerExtension agreed = deflate.agree(headers);
        return agreed == null ? null : Deflate.answer(agreed);
    }
}
