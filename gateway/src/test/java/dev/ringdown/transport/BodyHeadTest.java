package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Problem;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyHeadTest {
    @ParameterizedTest
    @CsvSource({
        "Content-Encoding, gzip, 415",
        "Content-Encoding, 'identity, gzip', 415",
        "Content-Encoding, x-gzip, 415",
        "Transfer-Encoding, 'gzip, chunked', 501",
        "Transfer-Encoding, gzip, 501",
        "Expect, a-miracle, 417",
        "Expect, '100-continue, a-miracle', 417"
    })
    void whatIsNotDoneHereIsRefused(String header, String value, int status) {
        assertThat(BodyHead.faultOf(request(header, value)))
                .extracting(Problem::status)
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Encoding, identity",
        "Content-Encoding, IDENTITY",
        "Content-Encoding, ''",
        "Transfer-Encoding, Chunked",
        "Expect, 100-Continue",
        "Accept-Encoding, gzip"
    })
    void whatIsDoneIsNot(String header, String value) {
        assertThat(BodyHead.faultOf(request(header, value))).isNull();
    }

    @Test
    void twoTransferCodingsInTwoLinesAreTwo() {
        HttpRequest request = request("Transfer-Encoding", "chunked");
        request.headers().add("Transfer-Encoding", "chunked");

        assertThat(BodyHead.faultOf(request)).extracting(Problem::status).isEqualTo(501);
    }

    @Test
    void anExpectationOfHttp10IsIgnored() {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_0, HttpMethod.POST, "/");
        request.headers().set("Expect", "a-miracle");

        assertThat(BodyHead.faultOf(request)).isNull();
    }

    private static HttpRequest request(String header, String value) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(header, value);
        return request;
    }
}
