package dev.ringdown.limits;

import static dev.ringdown.testing.Addresses.network;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AddressRatesTest {
    private long nanos;
    private final AddressRates rates = new AddressRates(3, 100, () -> nanos);

    @Test
    void anAddressHasSoManyAMinute() {
        assertThat(rates.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(rates.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(rates.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(rates.tryTake(network("192.0.2.7"))).isFalse();

        pass(Duration.ofSeconds(19));
        assertThat(rates.tryTake(network("192.0.2.7"))).isFalse();
        pass(Duration.ofSeconds(1));
        assertThat(rates.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(rates.refill()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void anAddressDoesNotTakeFromAnother() {
        AddressRates one = new AddressRates(1, 100, () -> nanos);

        assertThat(one.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(one.tryTake(network("192.0.2.8"))).isTrue();
        assertThat(one.tryTake(network("192.0.2.7"))).isFalse();
    }

    @Test
    void afterAMinuteWithoutAnyItIsAsAtFirst() {
        AddressRates one = new AddressRates(1, 100, () -> nanos);
        one.tryTake(network("192.0.2.7"));

        pass(Duration.ofMinutes(1));

        assertThat(one.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(one.tryTake(network("192.0.2.7"))).isFalse();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
