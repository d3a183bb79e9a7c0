package dev.ringdown.transport;

import static dev.ringdown.testing.Addresses.address;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringdown.limits.ClientAddress;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private final TrustedProxies behindProxies = new TrustedProxies(List.of("10.0.0.0/8", "fd00::/8"));

    @Test
    void withoutProxiesThePeerIsTheClient() {
        assertThat(new TrustedProxies(List.of())
                        .clientOf(address("10.0.0.1"), forwarded("203.0.113.7"))
                        .text())
                .isEqualTo("10.0.0.1");
    }

    @Test
    void whatAStrangerWritesMeansNothing() {
        assertThat(behindProxies
                        .clientOf(address("198.51.100.9"), forwarded("203.0.113.7"))
                        .text())
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
                "2001:db8::7                          | 2001:db8:0:0:0:0:0:7",
                "203.0.113.7:51234                    | 203.0.113.7",
                "203.0.113.7:51234, 10.0.0.2:443      | 203.0.113.7",
                "[2001:db8::7]:51234                  | 2001:db8:0:0:0:0:0:7",
                "[2001:db8::7]                        | 2001:db8:0:0:0:0:0:7",
                "[2001:db8::7]:1, [fd00::2]:65535     | 2001:db8:0:0:0:0:0:7",
                "[::ffff:203.0.113.7]:1               | 203.0.113.7"
            })
    void theLastAddressThatIsNoProxyIsTheClient(String forwardedFor, String client) {
        assertThat(behindProxies
                        .clientOf(address("10.0.0.1"), forwarded(forwardedFor))
                        .text())
                .isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown                 | 10.0.0.1",
                "203.0.113.7, unknown    | 10.0.0.1",
                "203.0.113.7, , 10.0.0.2 | 10.0.0.2",
                "203.0.113.7:            | 10.0.0.1",
                "203.0.113.7:http        | 10.0.0.1",
                "203.0.113.7:567890      | 10.0.0.1",
                "203.0.113:5678          | 10.0.0.1",
                "203.0.113.7:1:2         | 10.0.0.1",
                "2001:db8::7]:1          | 10.0.0.1",
                "[2001:db8::7:1          | 10.0.0.1",
                "[203.0.113.7x]:1        | 10.0.0.1",
                ":5678                   | 10.0.0.1",
                "'203.0.113.7,'          | 10.0.0.1",
                "localhost               | 10.0.0.1",
                "0x7f.1                  | 10.0.0.1"
            })
    void whatIsNoAddressEndsTheSearchAtTheLastThatIsKnown(String forwardedFor, String client) {
        assertThat(behindProxies
                        .clientOf(address("10.0.0.1"), forwarded(forwardedFor))
                        .text())
                .isEqualTo(client);
    }

    @Test
    void theHeaderMayBeRepeated() {
        HttpHeaders headers = forwarded("1.1.1.1").add("x-forwarded-for", "203.0.113.7, 10.0.0.2");

        assertThat(behindProxies.clientOf(address("10.0.0.1"), headers).text()).isEqualTo("203.0.113.7");
    }

    @Test
    void aProxyWithoutTheHeaderIsTheClient() {
        assertThat(behindProxies
                        .clientOf(address("10.0.0.1"), new DefaultHttpHeaders())
                        .text())
                .isEqualTo("10.0.0.1");
    }

    @Test
    void aProxyMayComeByIpv6() {
        assertThat(behindProxies
                        .clientOf(address("fd00::1"), forwarded("203.0.113.7"))
                        .text())
                .isEqualTo("203.0.113.7");
    }

    @Test
    void anAddressMayBeWrittenAsIpv6() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};

        assertThat(behindProxies
                        .clientOf(Inet6Address.getByAddress(null, mapped, -1), forwarded("::ffff:203.0.113.7"))
                        .text())
                .isEqualTo("203.0.113.7");
    }

    @Test
    void whoHasGoneIsNowhere() {
        assertThat(behindProxies.clientOf(null, forwarded("203.0.113.7"))).isEqualTo(ClientAddress.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "fd00::/129"})
    void whatIsNoNetworkIsRefused(String network) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TrustedProxies(List.of(network)));
    }

    private static HttpHeaders forwarded(String value) {
        return new DefaultHttpHeaders().set("X-Forwarded-For", value);
    }
}
