package dev.ringdown.transport;

import static dev.ringdown.testing.Addresses.address;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cookie comes along from every page; this says from which it counts. */
class CookieRuleTest {
    private static final InetAddress PEER = address("192.0.2.7");
    private static final InetAddress PROXY = address("10.0.0.9");

    private final CookieRule rule = new CookieRule(
            new Origins(List.of("*", "https://desk.example.com")), new TrustedProxies(List.of("10.0.0.0/8")));
    private final HttpHeaders headers = new DefaultHttpHeaders().set("Host", "events.example.com");

    @Test
    void aProgramSendsNoOrigin() {
        assertThat(counts()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "events.example.com,      https://events.example.com",
        "events.example.com,      http://events.example.com",
        "events.example.com,      https://events.example.com:443",
        "events.example.com:443,  https://events.example.com",
        "events.example.com:80,   http://events.example.com",
        "EVENTS.example.com,      https://events.EXAMPLE.com",
        "events.example.com:8443, https://events.example.com:8443",
        "localhost:8080,          http://localhost:8080",
        "127.0.0.1:8080,          http://127.0.0.1:8080",
        "[::1]:8080,              http://[::1]:8080",
        "[::1],                   http://[::1]"
    })
    void aPageOfTheSameHostAndPort(String host, String origin) {
        headers.set("Host", host).set("Origin", origin);

        assertThat(counts()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "events.example.com,      https://evil.example",
        "events.example.com,      https://example.com",
        "events.example.com,      https://sub.events.example.com",
        "events.example.com,      https://events.example.com.evil.example",
        "events.example.com,      https://evil.example/events.example.com",
        "events.example.com,      https://events.example.com@evil.example",
        "events.example.com,      https://events.example.com:8443",
        "events.example.com:8443, https://events.example.com",
        "events.example.com:443,  http://events.example.com",
        "events.example.com:80,   https://events.example.com",
        "events.example.com,      https://events.example.com:80",
        "events.example.com,      ftp://events.example.com",
        "events.example.com,      chrome-extension://events.example.com",
        "events.example.com,      events.example.com",
        "events.example.com,      null",
        "events.example.com,      *",
        "localhost:8080,          http://localhost:3000",
        "[::1]:80,                http://[::2]"
    })
    void aForeignPage(String host, String origin) {
        headers.set("Host", host).set("Origin", origin);

        assertThat(counts()).isFalse();
    }

    @Test
    void anEmptyOriginIsAForeignOne() {
        headers.set("Origin", "");

        assertThat(counts()).isFalse();
    }

    @Test
    void aPageThatTheOperatorNames() {
        headers.set("Origin", "https://Desk.example.com");

        assertThat(counts()).isTrue();
    }

    /** {@code *} allows every page to connect, with a credential of its own; it names none. */
    @Test
    void anAsteriskNamesNobody() {
        headers.set("Origin", "https://anybody.example");

        assertThat(counts()).isFalse();
    }

    /** The gateway allows the pages of its console to connect; who uses them signs in with a key. */
    @Test
    void thePagesOfTheConsoleAreNotNamed() {
        Origins origins = new Origins(List.of("*"));
        origins.allowAlso(List.of("http://localhost:8081"));
        headers.set("Origin", "http://localhost:8081");

        assertThat(new CookieRule(origins, new TrustedProxies(List.of())).counts(headers, false, PEER))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "Cross-Site"})
    void whatTheBrowserCallsCrossSiteIsSo(String site) {
        headers.set("Sec-Fetch-Site", site);

        assertThat(counts()).isFalse();
        headers.set("Origin", "https://events.example.com");
        assertThat(counts()).isFalse();
        headers.set("Origin", "https://desk.example.com");
        assertThat(counts()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "same-site", "none"})
    void whatItCallsOtherwiseIsNot(String site) {
        headers.set("Sec-Fetch-Site", site);

        assertThat(counts()).isTrue();
    }

    @Test
    void twoOriginsOrTwoHostsAreNobodys() {
        headers.add("Origin", "https://events.example.com").add("Origin", "https://events.example.com");
        assertThat(counts()).isFalse();

        headers.set("Origin", "https://events.example.com").add("Host", "events.example.com");
        assertThat(counts()).isFalse();

        headers.remove("Host");
        assertThat(counts()).isFalse();
    }

    @Test
    void aPageThatWasNotEncryptedIsForeignToAPortThatIs() {
        headers.set("Origin", "http://events.example.com");

        assertThat(rule.counts(headers, true, PEER)).isFalse();
        headers.set("Origin", "https://events.example.com");
        assertThat(rule.counts(headers, true, PEER)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https,        https, true",
        "https,        http,  false",
        "HTTPS,        https, true",
        "wss,          https, true",
        "'https, http',https, true",
        "http,         http,  true",
        "http,         https, false",
        "ws,           http,  true",
        "gopher,       https, true"
    })
    void behindAProxyThatIsTrustedItsWordSaysOverWhatTheClientCame(String proto, String scheme, boolean counts) {
        headers.set("X-Forwarded-Proto", proto).set("Origin", scheme + "://events.example.com");

        assertThat(rule.counts(headers, false, PROXY)).isEqualTo(counts);
    }

    @Test
    void anybodyElsesWordIsNotBelieved() {
        headers.set("X-Forwarded-Proto", "https").set("Origin", "http://events.example.com");

        assertThat(rule.counts(headers, false, PEER)).isTrue();
    }

    private boolean counts() {
        return rule.counts(headers, false, PEER);
    }
}
