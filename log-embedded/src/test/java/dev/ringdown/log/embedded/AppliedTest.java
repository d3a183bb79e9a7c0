package dev.ringdown.log.embedded;

import static dev.ringdown.log.embedded.LogFolder.ALICE;
import static dev.ringdown.log.embedded.LogFolder.EPOCH;
import static dev.ringdown.log.embedded.LogFolder.entry;
import static dev.ringdown.log.embedded.LogFolder.offsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.log.Applied;
import dev.ringdown.log.LogMeters;
import dev.ringdown.log.UnknownWriteException;
import java.io.IOException;
import java.nio.file.Path;
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

    private static final Applied FIRST = new Applied("journal-1", 0, 1_000, 5, 0);
    private static final Applied SECOND = new Applied("journal-1", 1, 2_000, 6, 17);

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
