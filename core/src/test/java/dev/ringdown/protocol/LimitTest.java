package dev.ringdown.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitTest {
    @ParameterizedTest
    @EnumSource
    void aLimitIsWrittenAsItsKey(Limit limit) {
        assertThat(limit.key()).matches("[a-z]+(\\.[a-z-]+)+");
        assertThat(limit).hasToString(limit.key());
    }

    @Test
    void aKeyIsOfOneLimit() {
        assertThat(Arrays.stream(Limit.values()).map(Limit::key)).doesNotHaveDuplicates();
        assertThat(Limit.TOPICS.key()).isEqualTo("limits.topics");
    }
}
