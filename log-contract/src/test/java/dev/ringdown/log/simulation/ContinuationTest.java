package dev.ringdown.log.simulation;

import static dev.ringdown.log.simulation.Replica.stored;
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
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Whether a store that has applied the first two records, {@code a} and {@code b}, goes on with what the journal is by now. */
class ContinuationTest {
    private final MemoryStore store = MemoryDisks.store(7);
    private final Replica killed = Replica.over(store);

    ContinuationTest() throws IOException {
        appended(killed, "a");
        appended(killed, "b");
    }

    private static Appended appended(Replica replica, String id) {
        CompletableFuture<AppendOutcome> append = replica.append(id);
        replica.settle();
        return stored(append).get(0);
    }

    @Test
    void itGoesOnWhereItWas() throws IOException {
        appended(killed.another(MemoryDisks.store(7)), "c");

        Replica again = killed.another(store);
        again.settle();

        assertThat(again.ids()).containsExactly("a", "b", "c");
        assertThat(appended(again, "b")).isEqualTo(new Appended("b", new Sequence(7, 2), true));
        assertThat(appended(again, "d")).isEqualTo(new Appended("d", new Sequence(7, 4), false));
    }

    @Test
    void notWithAnotherJournal() {
        killed.journal.replace();

        assertThatThrownBy(() -> killed.another(store))
                .isInstanceOf(DiscontinuityException.class)
                .hasMessage("the store was filled from the journal journal-0, and in its place is journal-1"
                        + " (the log has to begin a new epoch, with an empty store)");
    }

    @Test
    void notWithOneThatEndsBefore() {
        killed.journal.truncate(0);

        assertThatThrownBy(() -> killed.another(store))
                .isInstanceOf(DiscontinuityException.class)
                .hasMessage("the store has applied record 1, and the journal ends with record 0"
                        + " (the log has to begin a new epoch, with an empty store)");
    }

    @Test
    void notWithOneThatHasAnotherRecordInItsPlace() throws IOException {
        killed.journal.truncate(0);
        Replica other = killed.another(MemoryDisks.store(7));
        other.settle();
        appended(other, "c");
        appended(other, "d");

        Replica again = killed.another(store);
        again.settle();

        assertThat(again.log.ended()).isCompletedWithValue(EventLog.Ended.LOST);
        assertThat(again.log.fault())
                .isEqualTo("cannot apply the journal: the journal has another record at 1 than the store, which has"
                        + " applied record 1 (the log has to begin a new epoch, with an empty store)");
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
