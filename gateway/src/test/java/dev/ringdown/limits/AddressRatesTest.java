package dev.ringdown.limits;

import static dev.ringdown.testing.Addresses.network;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressRatesTest {
    private long nanos;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AddressRates rates = rates(3);

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
        assertThat(meters.counter("ringdown.limits.reached", "limit", "limits.connects-per-minute")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anAddressDoesNotTakeFromAnother() {
        AddressRates one = rates(1);

        assertThat(one.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(one.tryTake(network("192.0.2.8"))).isTrue();
        assertThat(one.tryTake(network("192.0.2.7"))).isFalse();
    }

    @Test
    void afterAMinuteWithoutAnyItIsAsAtFirst() {
        AddressRates one = rates(1);
        one.tryTake(network("192.0.2.7"));

        pass(Duration.ofMinutes(1));

        assertThat(one.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(one.tryTake(network("192.0.2.7"))).isFalse();
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        AddressRates one = rates(1);
        one.tryTake(network("192.0.2.7"));

        one.giveBack(network("192.0.2.7"));
        one.giveBack(network("192.0.2.8"));

        assertThat(one.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(one.tryTake(network("192.0.2.7"))).isFalse();
    }

    @Test
    void moreThanThereIsCannotBeGivenBack() {
        AddressRates one = rates(1);
        one.tryTake(network("192.0.2.7"));

        one.giveBack(network("192.0.2.7"));
        one.giveBack(network("192.0.2.7"));

        assertThat(one.tryTake(network("192.0.2.7"))).isTrue();
        assertThat(one.tryTake(network("192.0.2.7"))).isFalse();
    }

    @Test
    void whetherThereIsOneIsKnownWithoutTakingIt() {
        AddressRates one = rates(1);
        assertThat(one.hasOne(network("192.0.2.7"))).isTrue();
        assertThat(one.hasOne(network("192.0.2.7"))).isTrue();

        one.tryTake(network("192.0.2.7"));
        assertThat(one.hasOne(network("192.0.2.7"))).isFalse();
        assertThat(one.hasOne(network("192.0.2.8"))).isTrue();
        pass(Duration.ofMinutes(1));
        assertThat(one.hasOne(network("192.0.2.7"))).isTrue();
        assertThat(one.limit()).isEqualTo(Limit.CONNECTS_PER_MINUTE);
    }

    @Test
    void thousandsAMinuteMayComeAtOnce() {
        AddressRates many = rates(20_000);

        long taken = IntStream.range(0, 20_010)
                .filter(each -> many.tryTake(network("192.0.2.7")))
                .count();

        assertThat(taken).isEqualTo(20_000);
        assertThat(many.refill()).isEqualTo(Duration.ofSeconds(1));
    }

    private AddressRates rates(int perMinute) {
        return new AddressRates(perMinute, 100, Limit.CONNECTS_PER_MINUTE, new GatewayMetrics(meters), () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
