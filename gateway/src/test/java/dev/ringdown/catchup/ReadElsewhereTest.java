package dev.ringdown.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks of others that read the log in their own way. */
class ReadElsewhereTest {
    private final CapturedLog captured = new CapturedLog();
    private final Walking walking = new Walking(4);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void stopCapturing() {
        captured.close();
    }

    @Test
    void aTaskRunsWhereTheDiskMayBeRead() {
        walking.reads.execute(() -> done.add("task"), () -> done.add("otherwise"));
        assertThat(done).isEmpty();

        walking.readers.run();

        assertThat(done).containsExactly("task");
    }

    @Test
    void aTaskThatFailsIsNotLeftAtThat() {
        walking.reads.execute(ReadElsewhereTest::failWithAnException, () -> done.add("otherwise"));

        walking.readers.run();

        assertThat(done).containsExactly("otherwise");
        assertThat(captured.errors()).containsExactly("cannot read the log");
    }

    @Test
    void norIsOneThatEndsInAnError() {
        walking.reads.execute(ReadElsewhereTest::failWithAnError, () -> done.add("otherwise"));

        walking.readers.run();

        assertThat(done).containsExactly("otherwise");
        assertThat(captured.errors()).containsExactly("cannot read the log");
    }

    @Test
    void norIsOneForWhichNoReaderIsFree() {
        walking.readers.busy = true;

        walking.reads.execute(() -> done.add("task"), () -> done.add("otherwise"));

        assertThat(done).containsExactly("otherwise");
        assertThat(captured.errors()).isEmpty();
    }

    private static void failWithAnException() {
        throw new IllegalStateException("the disk is on fire");
    }

    private static void failWithAnError() {
        throw new OutOfMemoryError("the test's heap");
    }
}
