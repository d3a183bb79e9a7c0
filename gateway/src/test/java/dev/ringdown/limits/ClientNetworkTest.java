package dev.ringdown.limits;

import static dev.ringdown.testing.Addresses.address;
import static dev.ringdown.testing.Addresses.network;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ClientNetworkTest {
    @Test
    void anIpv4AddressStandsForItself() {
        assertThat(network("203.0.113.7")).isEqualTo(network("203.0.113.7"));
        assertThat(network("203.0.113.7")).isNotEqualTo(network("203.0.113.8"));
    }

    @Test
    void anIpv6AddressIsCountedByItsFirst64Bits() {
        assertThat(network("2001:db8:1:2::7")).isEqualTo(network("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assertThat(network("2001:db8:1:2::7")).isNotEqualTo(network("2001:db8:1:3::7"));
    }

    @Test
    void anIpv4AddressThatIsWrittenAsIpv6IsTheIpv4Address() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 203, 0, 113, 7};
        Inet6Address written = Inet6Address.getByAddress(null, mapped, -1);

        assertThat(ClientNetwork.of(written)).isEqualTo(network("203.0.113.7"));
        assertThat(ClientAddress.of(written).text()).isEqualTo("203.0.113.7");
    }

    /** Else whoever has {@code ::/64} could use up what an IPv4 address may. */
    @Test
    void noIpv6NetworkIsAnIpv4Address() {
        assertThat(network("::cb00:7107:0:0:0:7")).isNotEqualTo(network("203.0.113.7"));
    }

    @Test
    void theZoneOfALinkIsNoPartOfAnAddress() throws UnknownHostException {
        Inet6Address zoned = Inet6Address.getByAddress(null, address("fe80::7").getAddress(), 3);

        assertThat(ClientAddress.of(zoned)).isEqualTo(ClientAddress.of(address("fe80::7")));
    }

    @Test
    void nobodyIsWhereNobodyIsKnownToBe() {
        assertThat(ClientNetwork.of(null)).isEqualTo(ClientNetwork.UNKNOWN);
        assertThat(network("255.255.255.255")).isNotEqualTo(ClientNetwork.UNKNOWN);
    }
}
