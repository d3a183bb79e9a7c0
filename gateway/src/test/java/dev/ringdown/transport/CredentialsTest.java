package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.Credential;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The first found wins: query token, query accesskey, Authorization, subprotocol. */
class CredentialsTest {
    private static final String PATH = "/v1.0/ws";

    private final HttpHeaders headers = new DefaultHttpHeaders();

    @Test
    void theTokenOfTheQueryComesBeforeEverything() {
        headers.set("Authorization", "Bearer of-the-header").set("Sec-WebSocket-Protocol", "bearer.of-the-protocol");

        assertThat(found("?accesskey=of-the-key&token=of-the-query")).isEqualTo(new Credential.Token("of-the-query"));
    }

    @Test
    void theAccessKeyComesBeforeTheHeaders() {
        headers.set("Authorization", "Bearer of-the-header");

        assertThat(found("?accesskey=of-the-key")).isEqualTo(new Credential.AccessKey("of-the-key"));
    }

    @Test
    void theHeaderComesBeforeTheSubprotocol() {
        headers.set("Authorization", "bearer of-the-header").set("Sec-WebSocket-Protocol", "bearer.of-the-protocol");

        assertThat(found("")).isEqualTo(new Credential.Token("of-the-header"));
    }

    @Test
    void theSubprotocolIsForBrowsersThatKeepTokensOutOfAddresses() {
        headers.add("Sec-WebSocket-Protocol", "ringdown.v1");
        headers.add("Sec-WebSocket-Protocol", "cloudevents.json , bearer.a.b.c");

        assertThat(found("")).isEqualTo(new Credential.Token("a.b.c"));
    }

    @Test
    void whatIsEmptyIsNotFound() {
        headers.set("Authorization", "Bearer ").set("Sec-WebSocket-Protocol", "bearer.");

        assertThat(found("?token=&accesskey=")).isNull();
    }

    @Test
    void anotherSchemeIsNotFound() {
        headers.set("Authorization", "Basic cml0YTpodW50ZXIy");

        assertThat(found("")).isNull();
    }

    @Test
    void ofARepeatedParameterTheFirstCounts() {
        assertThat(found("?token=first&token=second")).isEqualTo(new Credential.Token("first"));
    }

    @Test
    void parametersArePercentDecoded() {
        assertThat(found("?accesskey=a%2Bb%20c")).isEqualTo(new Credential.AccessKey("a+b c"));
    }

    @Test
    void namesAreReadExactly() {
        assertThat(found("?Token=a&access_key=b")).isNull();
    }

    private @Nullable Credential found(String query) {
        return Credentials.of(new QueryStringDecoder(PATH + query), headers);
    }
}
