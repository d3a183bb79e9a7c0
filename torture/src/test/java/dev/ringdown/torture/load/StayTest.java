package dev.ringdown.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.wire.Wire;
import org.junit.jupiter.api.Test;

/** What may end a connection, and what is nobody's excuse. */
class StayTest {
    private static final int DRAINING = 1012;
    private static final int INTERNAL = 1011;

    private final Standing gateway = new Standing();
    private final Stay stay = new Stay(gateway, 0, 1_000);

    @Test
    void aGatewayOfWhichNothingIsTakenAwaySendsNobodyAway() {
        assertThat(stay.isSentAway(DRAINING)).isFalse();
        assertThat(stay.isExcused()).isFalse();
    }

    @Test
    void aGatewayThatLacksSomethingMaySendClientsAwayAndNothingElse() {
        gateway.disturbed = true;

        assertThat(stay.isSentAway(DRAINING)).isTrue();
        assertThat(stay.isSentAway(Wire.REFUSED)).isTrue();
        assertThat(stay.isSentAway(Wire.LOST)).isFalse();
        assertThat(stay.isSentAway(INTERNAL)).isFalse();
        assertThat(stay.wasTakenAway()).isFalse();
    }

    @Test
    void whatEndsWithTheGatewayIsNobodysFault() {
        gateway.lives++;

        assertThat(stay.wasTakenAway()).isTrue();
        assertThat(stay.isExcused()).isTrue();
    }

    @Test
    void patienceHasAnEnd() {
        assertThat(stay.waitsTooLong(1_000)).isFalse();
        assertThat(stay.waitsTooLong(1_001)).isTrue();
        assertThat(stay.hearsNothing(500, 1_500)).isFalse();
        assertThat(stay.hearsNothing(500, 1_501)).isTrue();
    }
}
