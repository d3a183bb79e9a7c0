package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.seq;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void eventsInOrderAreThePosition() {
        Position position = new Position(null);

        position.note(seq(9), true);
        position.note(seq(10), true);

        assertThat(position.value()).isEqualTo(seq(10));
    }

    @Test
    void olderEventsDoNotMoveItBack() {
        Position position = new Position(seq(20));

        position.note(seq(9), true);
        position.reached(seq(10));

        assertThat(position.value()).isEqualTo(seq(20));
    }

    @Test
    void eventsOutOfOrderAreKnownAndDoNotMoveIt() {
        Position position = new Position(seq(5));

        boolean first = position.note(seq(9), false);
        boolean again = position.note(seq(9), false);

        assertThat(List.of(first, again)).containsExactly(true, false);
        assertThat(position.value()).isEqualTo(seq(5));
    }

    @Test
    void whatIsCompleteIsForgottenOneByOne() {
        Position position = new Position(seq(5));
        position.note(seq(9), false);
        position.note(seq(12), false);

        position.reached(seq(10));

        assertThat(position.size()).isOne();
        assertThat(List.of(position.has(seq(9)), position.has(seq(11)), position.has(seq(12))))
                .containsExactly(true, false, true);
    }
}
