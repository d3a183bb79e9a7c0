package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.TerminalTypes;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiveResourceIndexTest {
    private static final UUID LAST = customer(LiveResourceIndex.MAX_INCOMPLETE);
    private static final UUID ANOTHER = customer(-1);

    private final LiveResourceIndex index = new LiveResourceIndex(
            new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(1, Long.MAX_VALUE));

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
}
