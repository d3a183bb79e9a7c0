package dev.ringdown.event;

import static dev.ringdown.event.Decoding.assertMalformed;
import static dev.ringdown.event.Decoding.assertTooMany;
import static dev.ringdown.event.Decoding.assertUnroutable;
import static dev.ringdown.event.Decoding.batch;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.message;
import static dev.ringdown.event.Decoding.structured;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CloudEventBatchTest {
    private static final String FIRST = cloudEvent("'data':[ 1 ]");
    private static final String SECOND = cloudEvent("'data':'two'").replace("e-1", "e-2");

    @Test
    void theEventsOfABatchAreReadInTheirOrder() throws Exception {
        List<Event> events = batch("[" + FIRST + " ,\n " + SECOND + "]");

        assertThat(events.stream().map(Decoding::message))
                .containsExactly(message(structured(FIRST)), message(structured(SECOND)));
    }

    @Test
    void anEmptyBatchHasNoEvents() throws Exception {
        assertThat(batch(" [ ] ")).isEmpty();
    }

    @Test
    void aBatchMayHaveAsManyEventsAsTheLimitSays() throws Exception {
        assertThat(batch("[" + FIRST + "," + FIRST + "," + FIRST + "]")).hasSize(3);
    }

    @Test
    void aBatchOfMoreEventsHasTooMany() {
        assertTooMany(
                "body: more than 3 events (expected: at most limits.batch-events)",
                () -> batch("[" + FIRST + "," + FIRST + "," + FIRST + "," + FIRST + "]"));
    }

    @Test
    void aBatchIsAnArray() {
        assertMalformed("body: START_OBJECT (expected: a JSON array of CloudEvents)", () -> batch(FIRST));
        assertMalformed("body: null (expected: a JSON array of CloudEvents)", () -> batch(""));
    }

    @Test
    void aBadEventSpoilsTheBatchAndTheMessageTellsWhich() {
        assertMalformed(
                "[1].note: START_ARRAY (expected: a string", () -> batch("[" + FIRST + "," + cloudEvent("'note':[]")));
        assertMalformed("[1].event: VALUE_NULL (expected: a JSON object)", () -> batch("[" + FIRST + ",null]"));
        assertMalformed("[0].specversion: missing (expected: 1.0)", () -> batch("[{}]"));
        assertUnroutable(
                "[2].customerid: nobody (expected: ",
                () -> batch("[" + FIRST + "," + SECOND + "," + FIRST.replace(Decoding.CUSTOMER, "nobody") + "]"));
    }

    @Test
    void aBatchThatIsCutOffIsRefusedAsAWhole() {
        assertMalformed("body: not JSON at byte", () -> batch("[" + FIRST + ","));
        assertMalformed("body: not JSON at byte", () -> batch("[" + FIRST));
        assertMalformed("body: more after the end", () -> batch("[" + FIRST + "][]"));
    }
}
