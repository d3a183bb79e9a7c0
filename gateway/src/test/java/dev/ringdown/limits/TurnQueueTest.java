package dev.ringdown.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnQueueTest {
    private final TurnQueue<String> queue = new TurnQueue<>();

    private void add(String items, Object... path) {
        for (String item : items.split(" ", -1)) {
            queue.add(List.of(path), item);
        }
    }

    private String takeAll() {
        return String.join(
                " ",
                IntStream.range(0, queue.size()).mapToObj(i -> queue.poll()).toList());
    }

    @Test
    void itemsAtOnePlaceGoInTheirOrder() {
        add("a b c", "one", "x");

        assertThat(takeAll()).isEqualTo("a b c");
        assertThat(queue.poll()).isNull();
        assertThat(queue.size()).isZero();
    }

    @Test
    void placesTakeTurnsHoweverMuchEachHas() {
        add("a b c d", "one", "x");
        add("p q", "two", "x");
        add("z", "three", "x");

        assertThat(takeAll()).isEqualTo("a p z b q c d");
    }

    @Test
    void soDoPlacesBehindTheSameStep() {
        add("a b c", "one", "x");
        add("m n", "one", "y");
        add("p q r", "two", "x");

        assertThat(takeAll()).isEqualTo("a p m q b r n c");
    }

    @Test
    void whoComesBackComesLast() {
        add("a b", "one", "x");
        add("p", "two", "x");
        assertThat(queue.poll()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("p");

        add("q", "two", "x");

        assertThat(takeAll()).isEqualTo("b q");
    }

    @Test
    void whatIsTakenOutHasNoTurn() {
        add("a", "one", "x");
        add("b", "two", "x");

        assertThat(queue.remove(List.of("one", "x"), "a")).isTrue();
        assertThat(queue.remove(List.of("one", "x"), "a")).isFalse();
        assertThat(queue.remove(List.of("two", "y"), "b")).isFalse();

        assertThat(queue.size()).isOne();
        assertThat(takeAll()).isEqualTo("b");
    }

    @Test
    void theOnlyOneIsTakenOrTakenOutLikeAnyOther() {
        add("a", "one", "x");
        assertThat(queue.poll()).isEqualTo("a");
        assertThat(queue.poll()).isNull();

        add("b", "one", "x");
        assertThat(queue.remove(List.of("one", "y"), "b")).isFalse();
        assertThat(queue.remove(List.of("one", "x"), "b")).isTrue();
        assertThat(queue.size()).isZero();
        assertThat(queue.poll()).isNull();
    }

    @Test
    void whoWaitedAloneKeepsItsTurnWhenOthersCome() {
        add("a", "one", "x");
        add("b", "one", "x");
        add("p", "two", "x");
        assertThat(queue.poll()).isEqualTo("a");
        add("q", "three", "x");

        assertThat(takeAll()).isEqualTo("p b q");
    }
}
