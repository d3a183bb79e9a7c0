package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appended;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.Sequence;
import dev.ringdown.log.StoredLog;
import dev.ringdown.replica.DiscontinuityException;
import dev.ringdown.replica.RecordsGoneException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whether a store that has applied the first two records, {@code a} and {@code b}, goes on with what the journal is by now. */
class ContinuationTest {
    private final MemoryStore store = MemoryDisks.store();
    private final Replica killed = Replica.over(store);

    ContinuationTest() throws IOException {
        killed.appended("a");
        killed.appended("b");
    }

    @Test
    void itGoesOnWhereItWas() throws IOException {
        killed.another(MemoryDisks.store()).appended("c");

        Replica again = killed.another(store);
        again.settle();

        assertThat(again.ids()).containsExactly("a", "b", "c");
        assertThat(again.appended("b")).isEqualTo(new Appended("b", new Sequence(7, 2), true));
        assertThat(again.appended("d")).isEqualTo(new Appended("d", new Sequence(7, 4), false));
    }

    @Test
    void notWithAnotherJournal() {
        killed.journal.replace();

        assertThatThrownBy(() -> killed.another(store))
                .isInstanceOf(DiscontinuityException.class)
                .hasMessage("the store was filled from the journal journal-0, and in its place is journal-1"
                        + " (this node has to begin with an empty store, or with a copy of another node's)");
    }

    @Test
    void notWithOneThatEndsBefore() {
        killed.journal.truncate(1);

        assertThatThrownBy(() -> killed.another(store))
                .isInstanceOf(DiscontinuityException.class)
                .hasMessage("the store has applied record 2, and the journal ends with record 1"
                        + " (this node has to begin with an empty store, or with a copy of another node's)");
    }

    @Test
    void notWithOneThatHasAnotherRecordInItsPlace() throws IOException {
        killed.journal.truncate(1);
        Replica other = killed.another(MemoryDisks.store());
        other.settle();
        other.appended("c");
        other.appended("d");

        Replica again = killed.another(store);
        again.settle();

        assertThat(again.log.ended()).isCompletedWithValue(EventLog.Ended.LOST);
        assertThat(again.log.fault())
                .isEqualTo(
                        "cannot apply the journal: the journal has another record at 2 than the store, which has"
                                + " applied record 2 (this node has to begin with an empty store, or with a copy of another node's)");
    }

    @Test
    void whatWasFoundOnceIsKnownFromThenOn() throws IOException {
        killed.journal.truncate(1);
        Replica other = killed.another(MemoryDisks.store());
        other.appended("c");
        assertThat(killed.another(store).log.ended()).isCompletedWithValue(EventLog.Ended.LOST);

        assertThatThrownBy(() -> killed.another(store))
                .isInstanceOf(DiscontinuityException.class)
                .hasMessage("the journal had another record than the store, which has applied record 2"
                        + " (this node has to begin with an empty store, or with a copy of another node's)")
                .extracting(e -> ((DiscontinuityException) e).formerEpoch())
                .isEqualTo(Replica.EPOCH);
    }

    @Test
    void whatCannotBeNotedIsToldToo() throws IOException {
        killed.journal.truncate(1);
        Replica other = killed.another(MemoryDisks.store());
        other.appended("c");

        Replica again = killed.another(FlakyStore.over(store, () -> true, () -> false));

        assertThat(again.log.fault())
                .startsWith("cannot apply the journal: the journal has another record at 2 than the store")
                .endsWith("; that could not be noted: no space left");
    }

    @Test
    void notIfTheNextRecordsAreGone() {
        killed.journal.drop(2);

        assertThatThrownBy(() -> killed.another(MemoryDisks.store()))
                .isInstanceOf(RecordsGoneException.class)
                .hasMessage(
                        "the journal begins with record 2, and what the store needs of it begins with record 0 (it needs a"
                                + " copy of another node's store, which journal.peers lets it take; if no node has one, begin a"
                                + " new journal)");
    }

    @Test
    void itGoesOnWhenNothingIsLeftButTheRecordThatWasAppliedLast() throws IOException {
        killed.journal.drop(2);

        assertThat(killed.another(store).appended("c")).isEqualTo(new Appended("c", new Sequence(7, 3), false));
    }

    @Test
    void notIfTheStoreHasHadEntriesOfItsOwnSince() {
        StoredLog alone = new StoredLog(
                store, new LogOptions(16, 1 << 20, 16, 1 << 20, 16, Duration.ofMinutes(5), 1_000), Clock.systemUTC());
        CompletableFuture<AppendOutcome> append = alone.append(List.of(Replica.event("c")));
        alone.appender().turn();
        assertThat(append).isDone();

        assertThatThrownBy(() -> killed.another(store))
                .isInstanceOf(DiscontinuityException.class)
                .hasMessageStartingWith("the store has entries that did not come from a journal, up to offset ");
    }
}
