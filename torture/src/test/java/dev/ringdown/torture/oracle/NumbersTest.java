package dev.ringdown.torture.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.world.Customer;
import dev.ringdown.torture.world.Published;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether every customer's events are counted right, with every fault planted once. */
class NumbersTest {
    private final Heard heard = new Heard();
    private final Published first = heard.calls.get(0);

    @Test
    void oneAfterTheOtherIsFine() {
        assertThat(verdict()).isEmpty();
    }

    @Test
    void aHoleIsFound() {
        heard.ledger.acknowledged(Heard.event("call", 6), Heard.sequence(7));

        assertThat(verdict()).contains("numbered 7", "expected: 6", "e6");
    }

    @Test
    void anotherEpochIsFound() {
        heard.ledger.acknowledged(Heard.event("call", 6), "00000002-%016d".formatted(6));

        assertThat(verdict()).contains("in epoch 00000002", "in epoch 00000001");
    }

    private String verdict() {
        Customer customer = new Customer(first.customer(), false, List.of(), List.of());
        Numbers.check(List.of(customer), heard.ledger, heard.violations);
        return heard.told.toString();
    }
}
