package dev.ringdown.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamCheckTest {
    private static final long[] FOUR_OF_FIRST = {4, 0};

    private final StreamCheck check = new StreamCheck(0, 1);

    @Test
    void aWholeStreamInOrderIsExact() {
        accept(0, 1, 2, 3);

        assertFaults(0, 0, 0);
    }

    @Test
    void aGapIsALoss() {
        accept(0, 3);

        assertFaults(2, 0, 0);
    }

    @Test
    void anEndThatNeverCameIsALoss() {
        accept(0, 1);

        assertFaults(2, 0, 0);
    }

    @Test
    void aStreamThatNeverBeganIsALoss() {
        assertFaults(4, 0, 0);
    }

    @Test
    void whatComesAgainIsADuplicate() {
        accept(0, 1, 1, 0, 2, 3);

        assertFaults(0, 2, 0);
    }

    @Test
    void whatComesAfterALaterOneIsOutOfOrderButNotLost() {
        accept(0, 2, 1, 3);

        assertFaults(0, 0, 1);
    }

    @Test
    void whatFillsAGapTwiceIsOnceOutOfOrderAndOnceADuplicate() {
        accept(0, 2, 1, 1, 3);

        assertFaults(0, 1, 1);
    }

    @Test
    void duplicatesCountAsNothingDelivered() {
        boolean first = check.accept(0, 0);
        boolean again = check.accept(0, 0);

        assertThat(first).isTrue();
        assertThat(again).isFalse();
    }

    @Test
    void anotherStreamIsForeign() {
        boolean counted = check.accept(1, 0);

        assertThat(counted).isFalse();
        assertThat(check.foreign()).isOne();
    }

    @Test
    void streamsAreJudgedByThemselves() {
        StreamCheck both = new StreamCheck(10, 2);
        both.accept(10, 0);
        both.accept(11, 1);
        both.accept(11, 0);

        long[] published = new long[12];
        published[10] = 1;
        published[11] = 3;

        assertThat(both.lost(published)).isOne();
        assertThat(both.disordered()).isOne();
        assertThat(both.doubled()).isZero();
    }

    private void accept(long... seqs) {
        for (long seq : seqs) {
            check.accept(0, seq);
        }
    }

    private void assertFaults(long lost, long doubled, long disordered) {
        assertThat(check.lost(FOUR_OF_FIRST)).isEqualTo(lost);
        assertThat(check.doubled()).isEqualTo(doubled);
        assertThat(check.disordered()).isEqualTo(disordered);
        assertThat(check.foreign()).isZero();
    }
}
