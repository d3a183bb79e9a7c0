package dev.ringdown.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Spread.of(List.of(5.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 5));
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(1, 3, 9));
    }

    @Test
    void noValuesHaveNoMedian() {
        assertThatThrownBy(() -> Spread.of(List.of())).hasMessage("values: none (expected: at least one)");
    }

    @Test
    void itIsWrittenInTheUnitThatIsAskedFor() {
        assertThat(new Spread(1_000, 2_500, 1_234_567).text(1e3, 1)).isEqualTo("2.5 (1.0-1,234.6)");
    }
}
