package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiveResourceIndexTest {
    private static final UUID LAST = customer(LiveResourceIndex.MAX_INCOMPLETE);
    private static final UUID ANOTHER = customer(-1);

    private final LiveResourceIndex index = new LiveResourceIndex(
            new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(1, Long.MAX_VALUE));

    /** Two resources of a customer may be kept in it, or 800 bytes. */
    private final LiveResourceIndex bounded =
            new LiveResourceIndex(new TerminalTypes(List.of("call_hangup")), new LiveResourceIndex.Bounds(2, 800));

    private static UUID customer(long number) {
        return new UUID(1, number);
    }

    private void forgetOneOfEach(long customers) {
        LongStream.range(0, customers).forEach(number -> index.forgetsOne(customer(number)));
    }

    @Test
    void asManyIncompleteCustomersAreKnownAsMayBe() {
        forgetOneOfEach(LiveResourceIndex.MAX_INCOMPLETE);

        assertThat(index.isComplete(customer(0))).isFalse();
        assertThat(index.isComplete(LAST)).isTrue();
        assertThat(index.isComplete(ANOTHER)).isTrue();
    }

    @Test
    void beyondThatNobodyIsTakenForComplete() {
        forgetOneOfEach(LiveResourceIndex.MAX_INCOMPLETE);

        index.forgetsOne(LAST);

        assertThat(index.isComplete(LAST)).isFalse();
        assertThat(index.isComplete(ANOTHER)).isFalse();
    }

    @Test
    void noMoreAreRememberedHoweverManyThereAre() {
        forgetOneOfEach(LiveResourceIndex.MAX_INCOMPLETE + 5L);

        assertThat(index.incomplete()).hasSize(LiveResourceIndex.MAX_INCOMPLETE + 1);
    }

    @Test
    void whatWasRememberedSaysTheSameAfterARestart() {
        forgetOneOfEach(LiveResourceIndex.MAX_INCOMPLETE + 5L);
        LiveResourceIndex restored = new LiveResourceIndex(
                new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(1, Long.MAX_VALUE));

        index.incomplete().forEach(restored::forgetsOne);

        assertThat(restored.isComplete(ANOTHER)).isFalse();
    }

    @Test
    void theLatestEventOfAResourceIsFoundByItsSubject() {
        assertThat(note(ANOTHER, "call:1", 4, 100)).isEqualTo(LiveResourceIndex.Outcome.KEEP);
        assertThat(note(ANOTHER, "call:2", 5, 100)).isEqualTo(LiveResourceIndex.Outcome.KEEP);
        note(ANOTHER, "call:1", 6, 100);

        assertThat(bounded.find(ANOTHER, "call:1")).isEqualTo(new LiveResourceIndex.Live("call:1", 6, 356));
        assertThat(bounded.find(ANOTHER, "call:3")).isNull();
        assertThat(bounded.find(LAST, "call:1")).isNull();
        assertThat(bounded.of(ANOTHER))
                .extracting(LiveResourceIndex.Live::subject)
                .containsExactly("call:2", "call:1");
        assertThat(bounded.of(LAST)).isEmpty();
        assertThat(bounded.customers()).containsExactly(ANOTHER);
        assertThat(bounded.count()).isEqualTo(2);
    }

    @Test
    void whoseResourceIsGoneHasOneLess() {
        note(ANOTHER, "call:1", 4, 100);

        LiveResourceIndex.Outcome outcome = bounded.note(ended(ANOTHER), "call:1");

        assertThat(outcome).isEqualTo(LiveResourceIndex.Outcome.DROP);
        assertThat(bounded.count()).isZero();
        assertThat(bounded.customers()).isEmpty();
        assertThat(bounded.isComplete(ANOTHER)).isTrue();
    }

    @Test
    void ofTooManyTheQuietestIsForgotten() {
        note(ANOTHER, "call:1", 4, 10);
        note(ANOTHER, "call:2", 5, 10);
        assertThat(bounded.forgetOneTooMany(ANOTHER)).isNull();
        note(ANOTHER, "call:3", 6, 10);

        assertThat(bounded.forgetOneTooMany(ANOTHER)).isEqualTo(new LiveResourceIndex.Live("call:1", 4, 266));
        assertThat(bounded.forgetOneTooMany(ANOTHER)).isNull();
        assertThat(bounded.forgetOneTooMany(LAST)).isNull();
        assertThat(bounded.count()).isEqualTo(2);
        assertThat(bounded.isComplete(ANOTHER)).isFalse();
        assertThat(bounded.isComplete(LAST)).isTrue();
    }

    @Test
    void ofTooManyBytesTooButTheNewestIsKept() {
        note(ANOTHER, "call:1", 4, 144);
        note(ANOTHER, "call:2", 5, 144);
        assertThat(bounded.forgetOneTooMany(ANOTHER)).isNull();
        note(ANOTHER, "call:2", 6, 10_000);

        assertThat(bounded.forgetOneTooMany(ANOTHER))
                .extracting(LiveResourceIndex.Live::subject)
                .isEqualTo("call:1");
        assertThat(bounded.forgetOneTooMany(ANOTHER)).isNull();
        note(ANOTHER, "call:2", 7, 144);
        note(ANOTHER, "call:3", 8, 144);
        assertThat(bounded.forgetOneTooMany(ANOTHER)).isNull(); // what is not there any more takes no room
    }

    @Test
    void whatWasAliveBeforeARestartIsAliveAfterIt() {
        bounded.restore(ANOTHER, new LiveResourceIndex.Live("call:1", 4, 300));
        bounded.restore(ANOTHER, new LiveResourceIndex.Live("call:2", 5, 300));
        assertThat(bounded.count()).isEqualTo(2);
        assertThat(bounded.forgetOneTooMany(ANOTHER)).isNull();

        note(ANOTHER, "call:2", 6, 300);

        assertThat(bounded.forgetOneTooMany(ANOTHER))
                .extracting(LiveResourceIndex.Live::subject)
                .isEqualTo("call:1");
        assertThat(bounded.count()).isOne();
    }

    private LiveResourceIndex.Outcome note(UUID customer, String subject, long offset, int jsonBytes) {
        return bounded.note(LogTesting.entry(customer, offset, jsonBytes, 0), subject);
    }

    private static LogEntry ended(UUID customer) {
        return new LogEntry(
                new Placed(new Sequence(7, 9), 8),
                new LogEntry.About(
                        customer,
                        new EventName("/test", "end"),
                        "call_hangup",
                        Topics.of(new Resource("call", "1"), new InScope(Scope.CUSTOMER, customer)),
                        false),
                new byte[0],
                -1,
                0,
                0);
    }
}
