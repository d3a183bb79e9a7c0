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

    /** They are refused for as long as they do the same. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "PROTOCOL_ERROR",
                "BINARY",
                "NOT_UTF8",
                "TOO_MANY_ERRORS",
                "MESSAGE_TOO_LARGE",
                "CREDENTIAL_ENDED",
                "SENT_AWAY",
                "RATE_LIMITED"
            })
    void whoWasAtFaultNeedNotComeBackTheSame(CloseReason reason) {
        assertThat(reason.mayReconnect()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "SHUTTING_DOWN",
                "INTERNAL",
                "DRAINING",
                "TOO_SLOW",
                "NO_PONG",
                "INCOMPLETE",
                "CLOSED_BY_OPERATOR",
                "UNAVAILABLE"
            })
    void whoeverElseWasClosedMayComeBack(CloseReason reason) {
        assertThat(reason.mayReconnect()).isTrue();
    }

    @Test
    void anErrorCodeHasOneMeaning() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::text)).doesNotHaveDuplicates();
    }
}
