package dev.ringdown.event;

import static dev.ringdown.event.Decoding.SEQUENCE;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.message;
import static dev.ringdown.event.Decoding.structured;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The place in a message where its sequence stands. */
class EventJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'note':'plain'",
                "'note':',\\\"sequence\\\":\\\"'",
                "'note':'sequence'",
                "'data':{'sequence':'00000001-0000000000000001'}"
            })
    void theSequenceIsFoundWhereItWasPut(String member) throws Exception {
        Event event = structured(cloudEvent(member));
        byte[] message = bytes(message(event));

        assertThat(new String(message, event.json().sequenceAt(), SEQUENCE.length(), StandardCharsets.UTF_8))
                .isEqualTo(SEQUENCE);
        assertThat(EventJson.sequenceAt(message)).isEqualTo(event.json().sequenceAt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"sequence\":\"1\"}", "{\"a\":1,\"sequence\":1}", "{\"a\":1,\"sequence\":"})
    void whereThereIsNoneThatIsTold(String message) {
        assertThat(EventJson.sequenceAt(bytes(message))).isEqualTo(-1);
    }

    @Test
    void itMayBeTheLastThatThereIs() {
        assertThat(EventJson.sequenceAt(bytes(",\"sequence\":\""))).isEqualTo(13);
        assertThat(EventJson.sequenceAt(bytes("x,\"sequence\":\"\""))).isEqualTo(14);
    }
}
