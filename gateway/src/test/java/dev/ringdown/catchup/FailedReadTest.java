package dev.ringdown.catchup;

import static dev.ringdown.testing.People.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogSlice;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.Reading;
import dev.ringdown.testing.TestLog;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits for a read is woken whatever became of it, but not by the thread that failed: it would only fail again. */
@Timeout(60)
class FailedReadTest {
    private final CapturedLog captured = new CapturedLog();
    private final FakeReaders readers = new FakeReaders();
    private final CountDownLatch wakeUps = new CountDownLatch(2);
    private final Queue<Thread> wakers = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stopCapturing() {
        captured.close();
    }

    @Test
    void aReadThatFailsWakesEverybodyLater() throws InterruptedException {
        SharedReads reads = readsOf(FailedReadTest::failWithAnException);

        reads.read(CUSTOMER, 0, this::wake);
        reads.read(CUSTOMER, 7, this::wake);
        readers.run();

        assertEverybodyIsWokenByAnother();
        assertThat(captured.errors()).containsExactly(cannotRead());
    }

    @Test
    void soDoesAReadThatEndsInAnError() throws InterruptedException {
        SharedReads reads = readsOf(FailedReadTest::failWithAnError);

        reads.read(CUSTOMER, 0, this::wake);
        reads.read(CUSTOMER, 7, this::wake);
        readers.run();

        assertEverybodyIsWokenByAnother();
        assertThat(captured.errors()).containsExactly(cannotRead());
    }

    @Test
    void soDoesAReadForWhichNoReaderIsFree() throws InterruptedException {
        SharedReads reads = readsOf(() -> new LogSlice(0, List.of(), 1));
        readers.busy = true;

        reads.read(CUSTOMER, 0, this::wake);
        reads.read(CUSTOMER, 7, this::wake);

        assertEverybodyIsWokenByAnother();
        assertThat(captured.errors()).isEmpty();
    }

    @Test
    void whoWasWokenCanReadAgain() throws InterruptedException {
        SharedReads reads = readsOf(() -> new LogSlice(0, List.of(), 1));
        readers.busy = true;
        reads.read(CUSTOMER, 0, this::wake);
        reads.read(CUSTOMER, 0, this::wake);
        assertEverybodyIsWokenByAnother();

        readers.busy = false;
        reads.read(CUSTOMER, 0, () -> {});
        readers.run();

        assertThat(reads.peek(CUSTOMER, 0)).isEqualTo(new LogSlice(0, List.of(), 1));
    }

    private SharedReads readsOf(Supplier<LogSlice> onRead) {
        TestLog log = new TestLog(2);
        log.store().onRead(onRead);
        return Reading.of(log.log(), readers);
    }

    private static LogSlice failWithAnException() {
        throw new IllegalStateException("the disk is on fire");
    }

    private static LogSlice failWithAnError() {
        throw new OutOfMemoryError("the test's heap");
    }

    private void wake() {
        wakers.add(Thread.currentThread());
        wakeUps.countDown();
    }

    private void assertEverybodyIsWokenByAnother() throws InterruptedException {
        assertThat(wakeUps.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(wakers).hasSize(2).doesNotContain(Thread.currentThread());
    }

    private static String cannotRead() {
        return "cannot read the log customer=" + CUSTOMER + " offset=0 (it is tried again)";
    }
}
