package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.Credential;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first found wins, in VoIPBin's order; a cookie is only a candidate. */
class CredentialsTest {
    private static final String PATH = "/v1.0/ws";

    private final HttpHeaders headers = new DefaultHttpHeaders();

    @Test
    void theTokenOfTheQueryComesBeforeEverythingButACookie() {
        headers.set("Authorization", "Bearer of-the-header").set("Sec-WebSocket-Protocol", "bearer.of-the-protocol");

        assertThat(found("?accesskey=of-the-key&token=of-the-query")).isEqualTo(new Credential.Token("of-the-query"));
    }

    @Test
    void theHeadersComeBeforeTheAccessKey() {
        headers.set("Authorization", "Bearer of-the-header");
        assertThat(found("?accesskey=of-the-key")).isEqualTo(new Credential.Token("of-the-header"));

        headers.remove("Authorization").set("Sec-WebSocket-Protocol", "bearer.of-the-protocol");
        assertThat(found("?accesskey=of-the-key")).isEqualTo(new Credential.Token("of-the-protocol"));
    }

    @Test
    void theHeaderComesBeforeTheSubprotocol() {
        headers.set("Authorization", "bearer of-the-header").set("Sec-WebSocket-Protocol", "bearer.of-the-protocol");

        assertThat(found("")).isEqualTo(new Credential.Token("of-the-header"));
    }

    @Test
    void cookiesAreTriedWhereTheirKindStandsUpToTheFirstThatIsNoCookie() {
        headers.set("Cookie", "theme=dark; accesskey=key-of-the-cookie; token=token-of-the-cookie");

        assertThat(Credentials.of(query("?accesskey=of-the-query"), headers, true))
                .containsExactly(
                        cookie(new Credential.Token("token-of-the-cookie")),
                        cookie(new Credential.AccessKey("key-of-the-cookie")),
                        deciding(new Credential.AccessKey("of-the-query")));
        assertThat(Credentials.of(query("?token=of-the-query"), headers, true))
                .containsExactly(
                        cookie(new Credential.Token("token-of-the-cookie")),
                        deciding(new Credential.Token("of-the-query")));
    }

    @Test
    void theCookiesOfAForeignPageAreNotThere() {
        headers.set("Cookie", "token=token-of-the-cookie; accesskey=key-of-the-cookie");

        assertThat(Credentials.of(query(""), headers, false)).isEmpty();
        assertThat(Credentials.of(query("?token=of-the-query"), headers, false))
                .containsExactly(deciding(new Credential.Token("of-the-query")));
    }

    @Test
    void severalCookiesOfANameAreTriedInTheirOrder() {
        headers.add("Cookie", "token=first; token=second");
        headers.add("Cookie", "token=third");

        assertThat(Credentials.of(query(""), headers, true))
                .extracting(OfferedCredential::credential)
                .containsExactly(
                        new Credential.Token("first"), new Credential.Token("second"), new Credential.Token("third"));
    }

    @Test
    void ofManyCookiesOfANameFourAreTried() {
        headers.add("Cookie", "token=1; token=2; token=3; token=4; token=5; accesskey=key");

        assertThat(Credentials.of(query(""), headers, true))
                .extracting(OfferedCredential::credential)
                .containsExactly(
                        new Credential.Token("1"),
                        new Credential.Token("2"),
                        new Credential.Token("3"),
                        new Credential.Token("4"),
                        new Credential.AccessKey("key"));
    }

    /** As gin does, on which VoIPBin's API is built: {@code Context.Cookie} of gin-gonic/gin. */
    @Test
    void theValueOfACookieIsPercentDecodedAndMayStandInQuotes() {
        headers.set("Cookie", "token=\"a.b.c\"; accesskey=a%2Bb%20c");

        assertThat(Credentials.of(query(""), headers, true))
                .containsExactly(cookie(new Credential.Token("a.b.c")), cookie(new Credential.AccessKey("a+b c")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=",
                "token",
                "token=%zz",
                "Token=a",
                "xtoken=a",
                "access_key=a",
                "theme=token=a",
                ";;;",
                "=",
                ""
            })
    void aCookieWithoutAValueOrWithAnotherNameIsNoCredential(String cookies) {
        headers.set("Cookie", cookies);

        assertThat(Credentials.of(query(""), headers, true)).isEmpty();
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
        List<OfferedCredential> offered = Credentials.of(query(query), headers, true);
        assertThat(offered).hasSizeLessThan(2).noneMatch(OfferedCredential::cookie);
        return offered.isEmpty() ? null : offered.get(0).credential();
    }

    private static QueryStringDecoder query(String query) {
        return new QueryStringDecoder(PATH + query);
    }

    private static OfferedCredential cookie(Credential credential) {
        return new OfferedCredential(credential, true);
    }

    private static OfferedCredential deciding(Credential credential) {
        return new OfferedCredential(credential, false);
    }
}
