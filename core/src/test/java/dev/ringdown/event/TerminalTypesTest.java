package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After which events a resource is gone. */
class TerminalTypesTest {
    @ParameterizedTest
    @CsvSource({
        "call_hangup,             true",
        "groupcall_hangup,        true",
        "chat_deleted,            true",
        "transcribe_done,         true",
        "queuecall_abandoned,     true",
        "aicall_ended,            true",
        "confbridge_terminated,   true",
        "campaign_finished,       true",
        "recording_stopped,       true",
        "conferencecall_leaved,   true",
        "chatparticipant_removed, true",
        "call_created,            false",
        "recording_started,       false",
        "conference_hangup,       false",
        "call_hangups,            false"
    })
    void theTypesThatEndAResourceUnlessOthersAreGiven(String type, boolean ends) {
        assertThat(new TerminalTypes(TerminalTypes.DEFAULT).contains(type)).isEqualTo(ends);
    }

    @Test
    void othersMayBeGiven() {
        TerminalTypes types = new TerminalTypes(List.of("fax_*", "call_gone"));

        assertThat(types.contains("call_gone")).isTrue();
        assertThat(types.contains("fax_sent")).isTrue();
        assertThat(types.contains("call_hangup")).isFalse();
    }

    @Test
    void orNone() {
        assertThat(new TerminalTypes(List.of()).contains("call_hangup")).isFalse();
    }
}
