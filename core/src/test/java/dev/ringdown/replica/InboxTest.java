package dev.ringdown.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.journal.Journal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InboxTest {
    private static final byte[] FOUR_BYTES = {1, 2, 3, 4};

    private final AtomicInteger woken = new AtomicInteger();
    private final Inbox inbox = new Inbox(8, -1, () -> 77, woken::incrementAndGet);
    private final FollowedJournal journal = new FollowedJournal();
    private final Journal.Follower ear;

    InboxTest() {
        inbox.follow(journal);
        ear = journal.follower();
    }

    /** A journal's thread that tells a record, and waits if there is no room. */
    private Thread teller(long position) {
        Thread teller = new Thread(() -> ear.record(position, 1_000, FOUR_BYTES));
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
        ear.record(3, 1_000, FOUR_BYTES);
        ear.record(5, 999, FOUR_BYTES);

        assertThat(positions(inbox.takeArrived(7))).containsExactly(3L);
        assertThat(inbox.takeArrived(7)).containsExactly(new Inbox.Arrived(5, 999, FOUR_BYTES, 77));
        assertThat(inbox.takeArrived(7)).isEmpty();
        assertThat(woken).hasValue(2);
    }

    @Test
    void whoTellsMoreThanThereIsRoomForWaits() throws InterruptedException {
        ear.record(0, 1_000, FOUR_BYTES);
        ear.record(1, 1_000, FOUR_BYTES);
        Thread teller = teller(2);
        awaitWaiting(teller);

        assertThat(positions(inbox.takeArrived(4))).containsExactly(0L);

        teller.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(positions(inbox.takeArrived(100))).containsExactly(1L, 2L);
    }

    @Test
    void aRecordThatIsLargerThanTheRoomComesAlone() {
        ear.record(0, 1_000, new byte[100]);

        assertThat(positions(inbox.takeArrived(4))).containsExactly(0L);
    }

    @Test
    void whoWaitsGoesWhenNobodyTakesAnythingAnyMore() throws InterruptedException {
        ear.record(0, 1_000, FOUR_BYTES);
        ear.record(1, 1_000, FOUR_BYTES);
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

        ear.truncated(16);

        assertThat(inbox.lost()).isEqualTo("the journal has lost what came after record 16");
        assertThat(woken).hasValue(1);
    }

    @Test
    void whoFollowsAnewGoesOnBehindWhatHasArrivedAndTheOneBeforeIsNotHeardAnyMore() {
        ear.record(3, 1_000, FOUR_BYTES);
        inbox.follow(journal);

        ear.record(4, 1_000, FOUR_BYTES);
        ear.replaced();
        journal.follower().record(4, 2_000, FOUR_BYTES);

        assertThat(journal.afterPosition()).isEqualTo(3);
        assertThat(inbox.lost()).isNull();
        assertThat(inbox.takeArrived(100)).extracting(Inbox.Arrived::millis).containsExactly(1_000L, 2_000L);
    }

    @Test
    void whoWaitsForRoomGoesWhenSomebodyElseFollows() throws InterruptedException {
        ear.record(0, 1_000, FOUR_BYTES);
        ear.record(1, 1_000, FOUR_BYTES);
        Thread teller = teller(2);
        awaitWaiting(teller);

        inbox.follow(journal);

        teller.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(teller.isAlive()).isFalse();
        assertThat(positions(inbox.takeArrived(100))).containsExactly(0L, 1L);
    }

    @Test
    void whatHasArrivedIsKnown() {
        assertThat(inbox.arrival()).isEqualTo(new Inbox.Arrival(-1, 77, false));

        ear.record(3, 1_000, FOUR_BYTES);

        assertThat(inbox.arrival()).isEqualTo(new Inbox.Arrival(3, 77, true));
    }
}
