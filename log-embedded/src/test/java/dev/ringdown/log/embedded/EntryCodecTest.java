package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringdown.event.EventJson;
import dev.ringdown.event.EventName;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {
    private static final Sequence SEQUENCE = new Sequence(7, 5);
    private static final byte[] JSON =
            ("{\"id\":\"ü\",\"sequence\":\"" + SEQUENCE + "\",\"data\":1}").getBytes(StandardCharsets.UTF_8);

    private static LogEntry entry(Topics topics, boolean moment) {
        return new LogEntry(
                new Placed(SEQUENCE, 17),
                new LogEntry.About(ALICE, new EventName("/ü", "1"), "call_a", topics, moment),
                JSON,
                EventJson.sequenceAt(JSON),
                1_000,
                0);
    }

    private static void assertReadBack(LogEntry entry) {
        LogEntry read = EntryCodec.decode(ALICE, 17, EntryCodec.encode(entry), 1);

        assertThat(read.topics()).isEqualTo(entry.topics());
        assertThat(read.isMoment()).isEqualTo(entry.isMoment());
        assertThat(read.name()).isEqualTo(entry.name());
        assertThat(read.type()).isEqualTo(entry.type());
        assertThat(read.json()).isEqualTo(entry.json());
        assertThat(read.sequence()).isEqualTo(entry.sequence());
        assertThat(read.offset()).isEqualTo(17);
        assertThat(read.sequenceAt()).isEqualTo(entry.sequenceAt());
        assertThat(read.appendedAtMillis()).isEqualTo(1_000);
    }

    @Test
    void parentsWithAndWithoutAnIdAreReadBack() {
        assertReadBack(entry(
                new Topics(
                        List.of(new InScope(Scope.CUSTOMER, ALICE), new InScope(Scope.AGENT, new UUID(1, 2))),
                        new Resource("webchat_message", "m.1"),
                        List.of(
                                new Parent(new Resource("webchat_session", "s"), true),
                                new Parent(new Resource("webchat", null), false),
                                new Parent(new Resource("chat", null), true))),
                true));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 2_000})
    void asManyScopesAsAnEventMayHaveAreReadBack(int scopes) {
        List<InScope> all = IntStream.range(0, scopes)
                .mapToObj(i -> new InScope(Scope.AGENT, new UUID(1, i)))
                .toList();

        assertReadBack(entry(new Topics(all, new Resource("chat", "c"), List.of()), false));
    }

    @Test
    void theScopesOfEarlierCopiesAreReadBack() {
        Topics late = new Topics(
                List.of(new InScope(Scope.AGENT, new UUID(1, 2))),
                new Resource("chatmessage", "m"),
                List.of(new Parent(new Resource("chat", "c"), true)),
                List.of(new InScope(Scope.CUSTOMER, ALICE), new InScope(Scope.AGENT, new UUID(1, 1))));

        assertReadBack(entry(late, true));
        assertReadBack(entry(late, false));
    }

    @Test
    void theSequenceIsWrittenWhenTheEntryIsReadAndNotBefore() {
        LogEntry entry = entry(Topics.of(new Resource("call", "1"), new InScope(Scope.CUSTOMER, ALICE)), false);

        byte[] stored = EntryCodec.encode(entry);
        LogEntry later = EntryCodec.decode(ALICE, 17, stored, 9);

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(SEQUENCE.toString());
        assertThat(EntryCodec.numberOf(stored)).isEqualTo(5);
        assertThat(later.sequence()).isEqualTo(new Sequence(9, 5));
        assertThat(new String(later.json(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"ü\",\"sequence\":\"00000009-0000000000000005\",\"data\":1}");
    }

    @Test
    void aVersionThatIsNotKnownIsRefused() {
        byte[] newer = EntryCodec.encode(
                entry(Topics.of(new Resource("call", "1"), new InScope(Scope.CUSTOMER, ALICE)), false));
        newer[0] = 4;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntryCodec.decode(ALICE, 17, newer, 1))
                .havingRootCause()
                .withMessage("version: 4 (expected: 1 to 3)");
    }
}
