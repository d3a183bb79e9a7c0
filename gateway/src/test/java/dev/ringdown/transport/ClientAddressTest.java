package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    private final ClientAddress behindProxies = new ClientAddress(List.of("10.0.0.0/8", "fd00::/8"));

    @Test
    void withoutProxiesThePeerIsTheClient() {
        assertThat(new ClientAddress(List.of()).of(peer("10.0.0.1"), forwarded("203.0.113.7")))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void whatAStrangerWritesMeansNothing() {
        assertThat(behindProxies.of(peer("198.51.100.9"), forwarded("203.0.113.7")))
                .isEqualTo("198.51.100.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7                          | 203.0.113.7",
                "203.0.113.7, 10.0.0.2                | 203.0.113.7",
                "203.0.113.7, 10.0.0.3 , 10.0.0.2     | 203.0.113.7",
                "1.1.1.1, 203.0.113.7                 | 203.0.113.7",
                "10.9.9.9, 203.0.113.7, 10.0.0.2      | 203.0.113.7",
                "10.0.0.3, 10.0.0.2                   | 10.0.0.3",
                "2001:db8::7                          | 2001:db8:0:0:0:0:0:7"
            })
    void theLastAddressThatIsNoProxyIsTheClient(String forwardedFor, String client) {
        assertThat(behindProxies.of(peer("10.0.0.1"), forwarded(forwardedFor))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown                 | 10.0.0.1",
                "203.0.113.7, unknown    | 10.0.0.1",
                "203.0.113.7, , 10.0.0.2 | 10.0.0.2",
                "203.0.113.7:5678        | 10.0.0.1",
                "'203.0.113.7,'          | 10.0.0.1",
                "localhost               | 10.0.0.1",
                "0x7f.1                  | 10.0.0.1"
            })
    void whatIsNoAddressEndsTheSearchAtTheLastThatIsKnown(String forwardedFor, String client) {
        assertThat(behindProxies.of(peer("10.0.0.1"), forwarded(forwardedFor))).isEqualTo(client);
    }

    @Test
    void theHeaderMayBeRepeated() {
        HttpHeaders headers = forwarded("1.1.1.1").add("x-forwarded-for", "203.0.113.7, 10.0.0.2");

        assertThat(behindProxies.of(peer("10.0.0.1"), headers)).isEqualTo("203.0.113.7");
    }

    @Test
    void aProxyWithoutTheHeaderIsTheClient() {
        assertThat(behindProxies.of(peer("10.0.0.1"), new DefaultHttpHeaders())).isEqualTo("10.0.0.1");
    }

    @Test
    void aProxyMayComeByIpv6() {
        assertThat(behindProxies.of(peer("fd00::1"), forwarded("203.0.113.7"))).isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "fd00::/129"})
    void whatIsNoNetworkIsRefused(String network) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientAddress(List.of(network)));
    }

    private static InetSocketAddress peer(String address) {
        return new InetSocketAddress(address, 40_000);
    }

    private static HttpHeaders forwarded(String value) {
        return new DefaultHttpHeaders().set("X-Forwarded-For", value);
    }
}
