package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is agreed on with whom, and which offers are none. */
class DeflateTest {
    private static final String WITHOUT_CONTEXT =
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate",
                "permessage-deflate;client_max_window_bits=8",
                "permessage-deflate; client_max_window_bits=\"15\"",
                "permessage-deflate; client_max_window_bits=\"1\\0\"",
                "permessage-deflate ; client_no_context_takeover ; server_no_context_takeover",
                "permessage-deflate; client_max_window_bits = 10",
                ", permessage-deflate ,",
                "x-webkit-deflate-frame, permessage-deflate"
            })
    void aGoodOfferIsAgreedOnWithoutContext(String offer) {
        assertThat(answerTo(offer)).isEqualTo(WITHOUT_CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=\"15\"",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate; server_max_window_bits=15"
            })
    void theLargestWindowIsWhatWeHave(String offer) {
        assertThat(answerTo(offer)).isEqualTo(WITHOUT_CONTEXT + "; server_max_window_bits=15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits=10",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=015",
                "permessage-deflate; server_max_window_bits=x",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=20",
                "permessage-deflate; client_max_window_bits=+10",
                "permessage-deflate; client_max_window_bits=010",
                "permessage-deflate; client_max_window_bits=99999999999",
                "permessage-deflate; client_max_window_bits=10; client_max_window_bits=10",
                "permessage-deflate; client_max_window_bits; client_max_window_bits=10",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=true",
                "permessage-deflate; shared_dictionary=1",
                "x-webkit-deflate-frame"
            })
    void anotherIsDeclinedAndOneBehindItIsTaken(String offer) {
        assertThat(answerTo(offer)).isNull();
        assertThat(answerTo(offer + ", permessage-deflate")).isEqualTo(WITHOUT_CONTEXT);
        assertThat(answerTo(offer, "permessage-deflate")).isEqualTo(WITHOUT_CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                ";",
                "=",
                "permessage-deflate;",
                "permessage-deflate;,;",
                "permessage deflate",
                "permessage-deflate; =10",
                "permessage-deflate; client_max_window_bits=",
                "permessage-deflate; client_max_window_bits=\"\"",
                "permessage-deflate; client_max_window_bits=\"10",
                "permessage-deflate; client_max_window_bits=\"1 0\"",
                "permessage-deflate; client_max_window_bits=1 0",
                "permessage-deflate; client_max_window_bits=10\"",
                "permessage-deflate; client_max_window_bits==10",
                "permessage-deflate/1",
                "permessage-d\u00e9flate"
            })
    void whatDoesNotFollowTheGrammarIsNoOffer(String header) {
        assertThat(ExtensionOffers.in(headers(header))).isNull();
        assertThat(ExtensionOffers.in(headers("permessage-deflate", header + ";")))
                .isNull();
    }

    @Test
    void whoOffersNothingIsAnsweredNothing() {
        assertThat(answerTo()).isNull();
    }

    private static @Nullable String answerTo(String... lines) {
        List<ExtensionOffers.Offer> offers = ExtensionOffers.in(headers(lines));
        assertThat(offers).isNotNull();
        return Deflate.answerTo(offers == null ? List.of() : offers);
    }

    private static HttpHeaders headers(String... lines) {
        HttpHeaders headers =
                DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
        for (String line : lines) {
            headers.add(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, line);
        }
        return headers;
    }
}
