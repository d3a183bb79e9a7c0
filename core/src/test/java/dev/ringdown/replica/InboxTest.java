package dev.ringdown.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final byte[] FOUR_BYTES = {1, 2, 3, 4};

    private final AtomicInteger woken = new AtomicInteger();
    private final Inbox inbox = new Inbox(8, () -> 77, woken::incrementAndGet);

    /** A journal's thread that tells a record, and waits if there is no room. */
    private Thread teller(long position) {
        Thread teller = new Thread(() -> inbox.record(position, 1_000, FOUR_BYTES));
        teller.setDaemon(true);
        teller.start();
        return teller;
    }

    private static void awaitWaiting(Thread teller) {
        while (teller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static List<Long> positions(List<Inbox.Arrived> records) {
        return records.stream().map(Inbox.Arrived::position).toList();
    }

    @Test
    void whatCameIsTakenInOrderUpToSoManyBytes() {
        inbox.record(3, 1_000, FOUR_BYTES);
        inbox.record(5, 999, FOUR_BYTES);

        assertThat(positions(inbox.takeArrived(7))).containsExactly(3L);
        assertThat(inbox.takeArrived(7)).containsExactly(new Inbox.Arrived(5, 999, FOUR_BYTES, 77));
        assertThat(inbox.takeArrived(7)).isEmpty();
        assertThat(woken).hasValue(2);
    }

    @Test
    void whoTellsMoreThanThereIsRoomForWaits() throws InterruptedException {
        inbox.record(0, 1_000, FOUR_BYTES);
        inbox.record(1, 1_000, FOUR_BYTES);
        Thread teller = teller(2);
        awaitWaiting(teller);

        assertThat(positions(inbox.takeArrived(4))).containsExactly(0L);

        teller.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(positions(inbox.takeArrived(100))).containsExactly(1L, 2L);
    }

    @Test
    void aRecordThatIsLargerThanTheRoomComesAlone() {
        inbox.record(0, 1_000, new byte[100]);

        assertThat(positions(inbox.takeArrived(4))).containsExactly(0L);
    }

    @Test
    void whoWaitsGoesWhenNobodyTakesAnythingAnyMore() throws InterruptedException {
        inbox.record(0, 1_000, FOUR_BYTES);
        inbox.record(1, 1_000, FOUR_BYTES);
        Thread teller = teller(2);
        awaitWaiting(teller);

        inbox.close();

        teller.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(teller.isAlive()).isFalse();
        assertThat(positions(inbox.takeArrived(100))).containsExactly(0L, 1L);
    }

    @Test
    void whatBecameOfRecordsIsToldOnce() {
        inbox.failed(17, new IllegalStateException("the journal did not answer"));

        assertThat(inbox.takeFailed()).containsExactly(new Inbox.Failed(17, "the journal did not answer"));
        assertThat(inbox.takeFailed()).isEmpty();
        assertThat(woken).hasValue(1);
    }

    @Test
    void aLossIsKnownFromThenOn() {
        assertThat(inbox.lost()).isNull();

        inbox.truncated(16);

        assertThat(inbox.lost()).isEqualTo("the journal has lost what came after record 16");
        assertThat(woken).hasValue(1);
    }
}
