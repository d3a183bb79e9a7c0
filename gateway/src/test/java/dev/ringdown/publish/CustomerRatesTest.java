package dev.ringdown.publish;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventName;
import dev.ringdown.event.PlainJson;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publishing.CustomerBudgets.Exceeded;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CustomerRatesTest {
    private long nowNanos = 1_000;

    @Test
    void fiveSecondsWorthMayComeAtOnceAndNotOneEventMore() {
        CustomerRates rates = rates(2, 0, 0, 0);
        assertThat(rates.tryTake(events(CUSTOMER, 10))).isNull();

        assertThat(rates.tryTake(events(CUSTOMER, 1))).isEqualTo(new Exceeded(Limit.CUSTOMER_EVENTS, CUSTOMER, 1));

        advanceMillis(499);
        assertThat(rates.tryTake(events(CUSTOMER, 1))).isNotNull();
        advanceMillis(1);
        assertThat(rates.tryTake(events(CUSTOMER, 1))).isNull();
    }

    @Test
    void itIsToldHowLongToWait() {
        CustomerRates rates = rates(2, 0, 0, 0);
        rates.tryTake(events(CUSTOMER, 10));

        assertThat(rates.tryTake(events(CUSTOMER, 7))).isEqualTo(new Exceeded(Limit.CUSTOMER_EVENTS, CUSTOMER, 4));
    }

    @Test
    void bytesAreThoseOfTheMessages() {
        CustomerRates rates = rates(0, 20, 0, 0);
        assertThat(rates.tryTake(List.of(event(CUSTOMER, 60), event(CUSTOMER, 40))))
                .isNull();

        assertThat(rates.tryTake(List.of(event(CUSTOMER, 1))))
                .isEqualTo(new Exceeded(Limit.CUSTOMER_BYTES, CUSTOMER, 1));
    }

    @Test
    void aDaysWorthMayComeAtOnceAndComesAgainInTheCourseOfADay() {
        CustomerRates rates = rates(0, 0, 24, 0);
        assertThat(rates.tryTake(events(CUSTOMER, 24))).isNull();

        assertThat(rates.tryTake(events(CUSTOMER, 1)))
                .isEqualTo(new Exceeded(Limit.CUSTOMER_EVENTS_PER_DAY, CUSTOMER, 3_600));

        advanceMillis(TimeUnit.HOURS.toMillis(1));
        assertThat(rates.tryTake(events(CUSTOMER, 1))).isNull();
        assertThat(rates.tryTake(events(CUSTOMER, 1))).isNotNull();
    }

    @Test
    void soItIsWithBytesOfADay() {
        CustomerRates rates = rates(0, 0, 0, 86_400);
        assertThat(rates.tryTake(List.of(event(CUSTOMER, 86_400)))).isNull();

        assertThat(rates.tryTake(List.of(event(CUSTOMER, 60))))
                .isEqualTo(new Exceeded(Limit.CUSTOMER_BYTES_PER_DAY, CUSTOMER, 60));
    }

    @Test
    void whatIsMoreThanMayComeAtOncePassesOnceAndIsOwed() {
        CustomerRates rates = rates(2, 0, 0, 0);
        assertThat(rates.tryTake(events(CUSTOMER, 16))).isNull();

        advanceMillis(3_000);
        assertThat(rates.tryTake(events(CUSTOMER, 1))).isNotNull();
        advanceMillis(500);
        assertThat(rates.tryTake(events(CUSTOMER, 1))).isNull();
    }

    @Test
    void customersDoNotShareTheirBudgets() {
        CustomerRates rates = rates(2, 0, 0, 0);
        rates.tryTake(events(CUSTOMER, 10));

        assertThat(rates.tryTake(events(OTHER_CUSTOMER, 10))).isNull();
    }

    @Test
    void allOrNoneIsTaken() {
        CustomerRates rates = rates(2, 0, 0, 0);
        rates.tryTake(events(CUSTOMER, 10));

        assertThat(rates.tryTake(List.of(event(OTHER_CUSTOMER, 1), event(CUSTOMER, 1))))
                .isEqualTo(new Exceeded(Limit.CUSTOMER_EVENTS, CUSTOMER, 1));

        assertThat(rates.tryTake(events(OTHER_CUSTOMER, 10))).isNull();
        assertThat(rates.tryTake(events(OTHER_CUSTOMER, 1))).isNotNull();
    }

    @Test
    void whatIsChargedMayBeMoreThanThereIs() {
        CustomerRates rates = rates(2, 0, 0, 0);
        rates.tryTake(events(CUSTOMER, 9));

        assertThat(rates.charge(event(CUSTOMER, 1))).isNull();
        assertThat(rates.charge(event(CUSTOMER, 1))).isEqualTo(Limit.CUSTOMER_EVENTS);

        advanceMillis(999);
        assertThat(rates.tryTake(events(CUSTOMER, 1))).isNotNull();
        advanceMillis(1);
        assertThat(rates.tryTake(events(CUSTOMER, 1))).isNull();
    }

    @Test
    void nobodyOwesMoreThanMayComeAtOnce() {
        CustomerRates rates = rates(1, 0, 0, 0);
        for (int i = 0; i < 100; i++) {
            rates.charge(event(CUSTOMER, 1));
        }

        advanceMillis(6_000);

        assertThat(rates.tryTake(events(CUSTOMER, 1))).isNull();
    }

    @Test
    void withoutLimitsNothingIsCounted() {
        CustomerRates rates = rates(0, 0, 0, 0);

        assertThat(rates.tryTake(events(CUSTOMER, 1_000))).isNull();
        assertThat(rates.charge(event(CUSTOMER, 1_000))).isNull();
    }

    private CustomerRates rates(long events, long bytes, long eventsPerDay, long bytesPerDay) {
        return new CustomerRates(new CustomerRates.Maxima(events, bytes, eventsPerDay, bytesPerDay), () -> nowNanos);
    }

    private void advanceMillis(long millis) {
        nowNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private List<Event> events(UUID customer, int count) {
        return Collections.nCopies(count, event(customer, 1));
    }

    private Event event(UUID customer, int bytes) {
        return new Event(
                customer,
                new EventName("/test", "1"),
                "call_created",
                Topics.of(new Resource("call", "17"), new InScope(Scope.CUSTOMER, customer)),
                false,
                PlainJson.of(bytes),
                nowNanos);
    }
}
