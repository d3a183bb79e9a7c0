package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import dev.ringdown.event.EventShape;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LogEntryTest {
    private static final UUID CUSTOMER = new UUID(0, 1);
    private static final Sequence SEQUENCE = new Sequence(7, 3);
    private static final String JSON = "{\"specversion\":\"1.0\",\"type\":\"call_created\",\"sequence\":\"" + SEQUENCE
            + "\",\"data\":{\"id\":17}}";
    private static final int SEQUENCE_AT = JSON.indexOf(SEQUENCE.toString());

    private final LogEntry entry = new LogEntry(
            new Placed(SEQUENCE, 41),
            new LogEntry.About(
                    CUSTOMER,
                    new EventName("/test", "e1"),
                    "call_created",
                    Topics.of(new Resource("call", "17"), new InScope(Scope.CUSTOMER, CUSTOMER)),
                    true),
            JSON.getBytes(StandardCharsets.UTF_8),
            SEQUENCE_AT,
            5_000,
            77);

    @Test
    void itTellsWhatItWasMadeOf() {
        assertThat(entry.sequence()).isEqualTo(SEQUENCE);
        assertThat(entry.offset()).isEqualTo(41);
        assertThat(entry.number()).isEqualTo(3);
        assertThat(entry.customer()).isEqualTo(CUSTOMER);
        assertThat(entry.name()).isEqualTo(new EventName("/test", "e1"));
        assertThat(entry.subject()).isEqualTo("call:17");
        assertThat(entry.type()).isEqualTo("call_created");
        assertThat(entry.isMoment()).isTrue();
        assertThat(entry.sequenceAt()).isEqualTo(SEQUENCE_AT);
        assertThat(entry.appendedAtMillis()).isEqualTo(5_000);
        assertThat(entry.receivedNanos()).isEqualTo(77);
    }

    @Test
    void eachShapeHasItsTextAndItsLength() {
        assertThat(text(EventShape.CLOUDEVENTS)).isEqualTo(JSON);
        assertThat(text(EventShape.ENVELOPE)).isEqualTo("{\"type\":\"call_created\",\"data\":{\"id\":17}}");
        assertThat(text(EventShape.RESOURCE)).isEqualTo("{\"id\":17}");
        assertThat(entry.length(EventShape.CLOUDEVENTS)).isEqualTo(JSON.length());
        assertThat(entry.length(EventShape.RESOURCE)).isEqualTo("{\"id\":17}".length());
    }

    @Test
    void whatIsMadeOfItIsMadeOnceForEverybody() {
        AtomicInteger made = new AtomicInteger();

        byte[] first = entry.deflated(EventShape.CLOUDEVENTS, text -> new byte[] {(byte) made.incrementAndGet()});
        byte[] second = entry.deflated(EventShape.CLOUDEVENTS, text -> new byte[] {(byte) made.incrementAndGet()});

        assertThat(first).containsExactly(1);
        assertThat(second).isSameAs(first);
        assertThat(entry.text(EventShape.ENVELOPE)).isSameAs(entry.text(EventShape.ENVELOPE));
    }

    @Test
    void itWeighsMoreThanItsText() {
        assertThat(entry.weight()).isEqualTo(JSON.length() + 256);
    }

    private String text(EventShape shape) {
        return new String(entry.text(shape).bytes(), StandardCharsets.UTF_8);
    }
}
