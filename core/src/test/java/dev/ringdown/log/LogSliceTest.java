package dev.ringdown.log;

import static dev.ringdown.log.LogTesting.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSliceTest {
    private static final UUID CUSTOMER = new UUID(0, 1);
    private static final List<LogEntry> ENTRIES =
            List.of(entry(CUSTOMER, 2, 10, 0), entry(CUSTOMER, 5, 10, 0), entry(CUSTOMER, 6, 10, 0));

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 1", "5, 1", "6, 2", "7, 3"})
    void theFirstThatIsAtAnOffsetOrAfterIt(long offset, int index) {
        assertThat(LogSlice.firstAtOrAfter(ENTRIES, offset)).isEqualTo(index);
    }

    @Test
    void ofNothingThereIsNone() {
        assertThat(LogSlice.firstAtOrAfter(List.of(), 7)).isZero();
        assertThat(new LogSlice(2, ENTRIES, 7).firstOffset()).isZero();
    }
}
