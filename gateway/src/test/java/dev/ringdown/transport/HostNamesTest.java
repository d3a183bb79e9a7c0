package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Problem;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    private static final HostNames OURS =
            new HostNames("internal.hosts", "Gateway.local", List.of("ringdown.example.com", "metrics"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8081",
                "localhost.",
                "127.0.0.1:8081",
                "10.1.2.3",
                "[::1]:8081",
                "[2001:db8::1]",
                "gateway.local:8081",
                "ringdown.example.com",
                "RINGDOWN.example.com.:9",
                "metrics:"
            })
    void itMayBeCalledSo(String host) {
        assertThat(fault(host)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8081",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1.nip.io",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "x.ringdown.example.com",
                "ringdown.example.com..",
                "[::g]",
                ""
            })
    void itIsNotCalledSo(String host) {
        assertThat(requireNonNull(fault(host), "fault").status()).isIn(400, 421);
    }

    @Test
    void theRefusalNamesTheKey() {
        assertThat(fault("evil.example:8081"))
                .isEqualTo(Problem.of(
                        421,
                        "Misdirected Request",
                        "Host: evil.example (expected: an IP address, localhost, or a name of internal.hosts)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "user@localhost", "localhost/", "[::1", "[fe80::1%eth0]", "localhost:80a", "a\\b"})
    void whatIsNoHostIsABadRequest(String host) {
        assertThat(requireNonNull(fault(host), "fault").status()).isEqualTo(400);
    }

    @Test
    void thereMustBeOneAndOnlyOne() {
        HttpRequest none = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        HttpRequest two = request("localhost");
        two.headers().add("host", "localhost");

        assertThat(OURS.faultOf(none))
                .isEqualTo(Problem.of(
                        400, "Bad Request", "Host: missing (expected: one name or address, RFC 9112 section 3.2)"));
        assertThat(OURS.faultOf(two))
                .isEqualTo(Problem.of(
                        400,
                        "Bad Request",
                        "Host: more than one (expected: one name or address, RFC 9112 section 3.2)"));
    }

    @Test
    void aClientOfBeforeThereWasAHostNeedsNone() {
        HttpRequest old = new DefaultHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.GET, "/livez");
        assertThat(OURS.faultOf(old)).isNull();

        old.headers().set("host", "evil.example");
        assertThat(OURS.faultOf(old)).isNotNull();
    }

    @Test
    void withAnAsteriskEveryNameIsGoodButOneThereMustBe() {
        HostNames any = new HostNames("server.hosts", "0.0.0.0", List.of("*"));

        assertThat(any.faultOf(request("evil.example"))).isNull();
        assertThat(any.faultOf(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/")))
                .isNotNull();
    }

    private static @Nullable Problem fault(String host) {
        return OURS.faultOf(request(host));
    }

    private static HttpRequest request(String host) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set("host", host);
        return request;
    }
}
