package dev.ringdown.catchup;

import static dev.ringdown.testing.People.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.testing.TestLog;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log whose offsets are ten apart: 9, 19, 29 and so on. */
class HolesBetweenOffsetsTest {
    private final Walking inTail = new Walking(TestLog.withHoles(16, offset -> offset + 10));
    private final Walking onDisk = new Walking(TestLog.withHoles(4, offset -> offset + 10));
    private final FakeFollower follower = new FakeFollower();

    @Test
    void aWalkThroughTheTailSeesEveryEntryOnce() {
        inTail.append(2);
        inTail.appendForeign(2);
        inTail.append(2);
        inTail.goLive(follower);

        inTail.begin(follower, -1);
        inTail.runUntilIdle();

        assertThat(follower.told).containsExactly("9 19 49 59", "caught up");
        assertThat(inTail.log.reads()).isZero();
    }

    @Test
    void soDoesAWalkThroughTheDisk() {
        onDisk.append(6);
        onDisk.goLive(follower);

        onDisk.begin(follower, -1);
        onDisk.runUntilIdle();

        assertThat(follower.told).containsExactly("9 19 29 39 49 59", "caught up");
        assertThat(onDisk.log.reads()).isOne();
    }

    @Test
    void aWalkMayBeginInAHole() {
        onDisk.append(6);
        onDisk.goLive(follower);

        onDisk.begin(follower, 23);
        onDisk.runUntilIdle();

        assertThat(follower.told).containsExactly("29 39 49 59", "caught up");
    }

    @Test
    void fromWhereTheTailWasCutNothingIsReadElsewhere() {
        onDisk.append(6);
        onDisk.goLive(follower);

        onDisk.begin(follower, 19); // the tail has lost this one, and none after it
        onDisk.runUntilIdle();

        assertThat(follower.told).containsExactly("29 39 49 59", "caught up");
        assertThat(onDisk.log.reads()).isZero();
    }

    @Test
    void whatRetentionTookIsCountedByEntries() {
        inTail.append(2);
        inTail.begin(follower, -1);
        inTail.log.dropEverything();
        inTail.append(1);
        inTail.goLive(follower);

        inTail.runUntilIdle();

        assertThat(follower.told).containsExactly("gap after number 0 before 3", "29", "caught up");
    }

    @Test
    void whoHasSeenTheLastThatIsGoneHasLostNothing() {
        inTail.append(2);
        inTail.log.dropEverything();
        inTail.append(1);
        inTail.goLive(follower);

        inTail.begin(follower, 19);
        inTail.runUntilIdle();

        assertThat(follower.told).containsExactly("29", "caught up");
    }

    @Test
    void singleEntriesOfOneSizeOfHolesDoNotDisplaceEachOther() {
        EntryCache cache = new EntryCache(1 << 20);
        TestLog log = TestLog.withHoles(16, offset -> offset + 16_384);
        new Walking(log).append(8);
        List<LogEntry> entries = log.store().read(CUSTOMER, -1, 8).entries();

        entries.forEach(cache::add);

        assertThat(entries)
                .hasSize(8)
                .allSatisfy(entry -> assertThat(cache.find(entry.offset())).isSameAs(entry));
    }
}
