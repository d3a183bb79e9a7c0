package dev.ringdown.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    @Test
    void anyFaultIsNotExact() {
        List<Verdict> faults = List.of(
                new Verdict(1, 0, 0, 0, 0, 0, ""),
                new Verdict(0, 1, 0, 0, 0, 0, ""),
                new Verdict(0, 0, 1, 0, 0, 0, ""),
                new Verdict(0, 0, 0, 1, 0, 0, ""),
                new Verdict(0, 0, 0, 0, 1, 0, ""),
                new Verdict(0, 0, 0, 0, 0, 1, ""));

        assertThat(faults).noneMatch(Verdict::isExact);
        assertThat(Verdict.EXACT.isExact()).isTrue();
    }

    @Test
    void twoVerdictsAddUpAndTheFirstStoryStays() {
        Verdict one = new Verdict(1, 2, 3, 4, 5, 6, "first");
        Verdict other = new Verdict(10, 20, 30, 40, 50, 60, "second");

        assertThat(one.and(other)).isEqualTo(new Verdict(11, 22, 33, 44, 55, 66, "first"));
        assertThat(Verdict.EXACT.and(other)).isEqualTo(other);
    }
}
