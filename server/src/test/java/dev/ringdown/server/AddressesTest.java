package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, http://0.0.0.0:8080",
        "::, http://0.0.0.0:8080",
        "127.0.0.1, http://127.0.0.1:8080",
        "::1, http://[::1]:8080",
        "fe80::7, http://[fe80::7]:8080",
        "2001:db8::, http://[2001:db8::]:8080",
        "2001:db8::1:0:0:7, http://[2001:db8::1:0:0:7]:8080",
        "2001:db8:1:2:3:4:5:6, http://[2001:db8:1:2:3:4:5:6]:8080",
        "2001:db8:0:1:10:20:30:40, http://[2001:db8:0:1:10:20:30:40]:8080"
    })
    void anAddressIsWrittenAsPeopleDo(String address, String written) throws UnknownHostException {
        InetSocketAddress socket = new InetSocketAddress(InetAddress.getByName(address), 8080);

        assertThat(Addresses.of("http", socket)).hasToString(written);
    }
}
