package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(RequestTarget.OF_EACH);

    @ParameterizedTest
    @CsvSource({
        "/a?b,                           /a?b,  gateway",
        "//a,                            //a,   gateway",
        "/http://x/y,                    /http://x/y, gateway",
        "http://other.example/a?b=1,     /a?b=1, other.example",
        "HTTPS://Other.example:8443/a,   /a,     Other.example:8443",
        "http://[::1]:80/a,              /a,     [::1]:80",
        "http://other.example,           /,      other.example",
        "http://other.example?b,         /?b,    other.example"
    })
    void nothingIsLeftButPathAndQuery(String target, String path, String host) {
        HttpRequest request = read(request("GET", target, "gateway"));

        assertThat(request.decoderResult().isSuccess()).isTrue();
        assertThat(request.uri()).isEqualTo(path);
        assertThat(request.headers().getAll("Host")).containsExactly(host);
    }

    /** They are refused for it, whatever the target says (RFC 9112 section 3.2). */
    @Test
    void aHostThatMayNotBeThereIsLeft() {
        HttpRequest wrong = read(request("GET", "http://other.example/", "not a host"));
        HttpRequest two = request("GET", "http://other.example/", "gateway");
        two.headers().add("Host", "gateway");
        HttpRequest none = request("GET", "http://other.example/", "gateway");
        none.headers().remove("Host");

        assertThat(wrong.headers().get("Host")).isEqualTo("not a host");
        assertThat(read(two).headers().getAll("Host")).containsExactly("gateway", "gateway");
        assertThat(read(none).headers().contains("Host")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b",
                "*",
                "?b",
                "ftp://x/",
                "http:/x",
                "http://",
                "http:///a",
                "x:80",
                "urn:a",
                "http://user@x/",
                "http://x\u0000/",
                "http://x\u000b/",
                "http://\u001fx/"
            })
    void whatIsNeitherPathNorAddressIsNoTarget(String target) {
        HttpRequest request = read(request("GET", target, "gateway"));

        assertThat(request.decoderResult().isFailure()).isTrue();
        assertThat(request.decoderResult().cause()).hasMessageStartingWith("neither a path nor an address of http");
    }

    @Test
    void optionsMayBeOfTheWholeServer() {
        assertThat(read(request("OPTIONS", "*", "gateway")).decoderResult().isSuccess())
                .isTrue();
    }

    @Test
    void ofOneItGoesOutOfTheWay() {
        EmbeddedChannel first = new EmbeddedChannel(RequestTarget.OF_FIRST);

        first.writeInbound(request("GET", "http://other.example/", "gateway"));

        assertThat(first.<HttpRequest>readInbound().uri()).isEqualTo("/");
        assertThat(first.pipeline().get(RequestTarget.class)).isNull();
    }

    private HttpRequest read(HttpRequest request) {
        channel.writeInbound(request);
        return channel.readInbound();
    }

    private static HttpRequest request(String method, String target, String host) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), target);
        request.headers().set("Host", host);
        return request;
    }
}
