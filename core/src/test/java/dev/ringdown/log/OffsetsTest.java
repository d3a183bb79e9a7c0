package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetsTest {
    private final Offsets offsets = Offsets.of(3, 5, 9);

    @Test
    void eachHasItsIndex() {
        assertThat(offsets.get(1)).isEqualTo(5);
        assertThat(offsets.indexOf(3)).isZero();
        assertThat(offsets.indexOf(9)).isEqualTo(2);
    }

    @Test
    void whatIsNotThereHasNone() {
        assertThat(offsets.indexOf(2)).isEqualTo(-1);
        assertThat(offsets.indexOf(4)).isEqualTo(-1);
        assertThat(offsets.indexOf(10)).isEqualTo(-1);
    }

    @Test
    void itIsKnownHowManyThereAreUpToAnOffset() {
        assertThat(offsets.countUpTo(2)).isZero();
        assertThat(offsets.countUpTo(3)).isOne();
        assertThat(offsets.countUpTo(8)).isEqualTo(2);
        assertThat(offsets.countUpTo(9)).isEqualTo(3);
        assertThat(Offsets.of().countUpTo(9)).isZero();
    }
}
