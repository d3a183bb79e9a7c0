package dev.ringdown.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseReasonTest {
    @ParameterizedTest
    @EnumSource
    void aReasonFitsIntoACloseFrame(CloseReason reason) {
        assertThat(reason.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1, 123);
    }

    @Test
    void aCodeHasOneMeaning() {
        assertThat(Arrays.stream(CloseReason.values()).map(CloseReason::code)).doesNotHaveDuplicates();
    }

    @Test
    void anErrorCodeHasOneMeaning() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::text)).doesNotHaveDuplicates();
    }
}
