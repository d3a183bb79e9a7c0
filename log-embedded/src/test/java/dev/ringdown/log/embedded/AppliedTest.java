package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.log.Agreed;
import dev.ringdown.log.Applied;
import dev.ringdown.log.DuplicateBounds;
import dev.ringdown.log.Epoch;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import dev.ringdown.log.UnknownWriteException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a journal is applied is kept together with what it brought. */
class AppliedTest {
    /** Of which the next word may fail. */
    private static final class ForgetfulWitness implements Witness {
        private boolean fails;

        @Override
        public @Nullable Testimony testimony() {
            return null;
        }

        @Override
        public void say(Testimony testimony, boolean durably) throws IOException {
            if (fails) {
                fails = false;
                throw new IOException("no space left");
            }
        }

        @Override
        public void close() {}
    }

    private static final Applied FIRST = new Applied("journal-1", 0, 1_000, 900, 5, 0, 99, Agreed.ON_NOTHING, 12, true);
    private static final Applied SECOND = new Applied(
            "journal-1",
            1,
            2_000,
            1_999,
            6,
            17,
            -1,
            new Agreed(
                    List.of(new Epoch(20, 0), new Epoch(21, 16_384)),
                    new DuplicateBounds(Duration.ofMinutes(5), 1_000, 10)),
            12,
            false);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anEmptyFolderHasAppliedNothing() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(store.applied()).isNull();
        }
    }

    @Test
    void itIsThereWhenTheFolderIsOpenedAgain() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 0, 1)), FIRST);
            store.write(List.of(), SECOND);
            assertThat(store.applied()).isEqualTo(SECOND);
        }

        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(store.applied()).isEqualTo(SECOND);
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L);
        }
    }

    /** A node that begins later opens its folder later: the epochs of its entries are the journal's all the same. */
    @Test
    void anEntryOfAnEpochBeforeTheFoldersOwnKeepsItsSequence() throws IOException {
        LogEntry like = entry(ALICE, 0, 1);
        Sequence journals = new Sequence(EPOCH - 1, 1);
        LogEntry entry = new LogEntry(
                new Placed(journals, 0),
                new LogEntry.About(ALICE, like.name(), like.type(), like.topics(), false),
                like.json(),
                -1,
                1_000,
                77);
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry), FIRST);
        }

        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(store.read(ALICE, -1, 10).entries())
                    .extracting(LogEntry::sequence)
                    .containsExactly(journals);
        }
    }

    @Test
    void entriesThatDidNotComeFromAJournalEndIt() throws IOException {
        try (EmbeddedStore store = LogFolder.open(folder)) {
            store.write(List.of(entry(ALICE, 0, 1)), FIRST);
            store.write(List.of(entry(ALICE, 1, 2)));
            assertThat(store.applied()).isNull();
        }

        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(store.applied()).isNull();
        }
    }

    @Test
    void whatIsTakenBackIsNotApplied() throws IOException {
        ForgetfulWitness witness = new ForgetfulWitness();
        Surroundings around = new Surroundings(() -> Long.MAX_VALUE, Machine.here(), options -> witness);
        try (EmbeddedStore store = EmbeddedStore.open(LogFolder.options(folder), EPOCH, LogMeters.NONE, around)) {
            store.write(List.of(entry(ALICE, 0, 1)), FIRST);
            witness.fails = true;
            assertThatThrownBy(() -> store.write(List.of(entry(ALICE, 1, 2)), SECOND))
                    .isInstanceOf(UnknownWriteException.class);

            store.maintain(0);

            assertThat(store.applied()).isEqualTo(FIRST);
            assertThat(offsets(store.read(ALICE, -1, 10))).containsExactly(0L);
        }

        try (EmbeddedStore store = LogFolder.open(folder)) {
            assertThat(store.applied()).isEqualTo(FIRST);
        }
    }
}
