package dev.ringdown.catchup;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.Sequence;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The tail holds the newest four entries only. */
class PositionsTest {
    /** More than are remembered of all customers together. */
    private static final int MANY = 12_000;

    private final Walking walking = new Walking(4);

    @Test
    void whatWasFoundIsAtHandFromThenOn() {
        walking.append(10);
        assertThat(isAtHand(CUSTOMER, 2)).isFalse();

        locate(CUSTOMER, 2);

        assertThat(isAtHand(CUSTOMER, 2)).isTrue();
    }

    @Test
    void whoComesFromManyPositionsMakesOnlyItsOwnForgotten() {
        walking.appendForeign(2);
        walking.append(MANY);
        locate(OTHER_CUSTOMER, 1);

        for (int number = 1; number < MANY - 10; number++) {
            locate(CUSTOMER, number);
        }

        assertThat(isAtHand(OTHER_CUSTOMER, 1)).isTrue();
        int remembered = 0;
        for (int number = 1; number < MANY - 10; number++) {
            remembered += isAtHand(CUSTOMER, number) ? 1 : 0;
        }
        assertThat(remembered).isBetween(1, Positions.MAX_OF_CUSTOMER);
    }

    private void locate(UUID customer, long number) {
        var unused = walking.reads.locate(customer, sequence(number));
    }

    private boolean isAtHand(UUID customer, long number) {
        return walking.reads.positions().atHand(customer, sequence(number)) != null;
    }

    private Sequence sequence(long number) {
        return new Sequence(walking.log.log().epoch(), number);
    }
}
