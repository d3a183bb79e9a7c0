package dev.ringdown.log;

import static dev.ringdown.log.LogTesting.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringdown.event.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTailTest {
    private static final int WEIGHT = 256 + 100;

    @Test
    void theNewestEntriesAreHeldUpToTheirNumber() {
        LiveTail tail = new LiveTail(-1, 4, 1 << 20);

        tail.publish(entries(0, 6));

        assertThat(tail.headOffset()).isEqualTo(5);
        assertThat(held(tail, 0, 6)).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void theNewestEntriesAreHeldUpToTheirBytes() {
        LiveTail tail = new LiveTail(-1, 4, 2 * WEIGHT);

        tail.publish(entries(0, 2));
        assertThat(held(tail, 0, 2)).containsExactly(0L, 1L);

        tail.publish(entries(2, 3));
        assertThat(held(tail, 0, 3)).containsExactly(1L, 2L);
    }

    @Test
    void aLargeEntryDisplacesSeveralSmallOnes() {
        LiveTail tail = new LiveTail(-1, 4, 3 * WEIGHT);
        tail.publish(entries(0, 3));

        tail.publish(List.of(entry(Events.CUSTOMER, 3, 100 + WEIGHT, 0)));

        assertThat(held(tail, 0, 4)).containsExactly(2L, 3L);
    }

    @Test
    void theNewestEntryIsHeldHoweverLargeItIs() {
        LiveTail tail = new LiveTail(-1, 4, 1);

        tail.publish(entries(0, 3));

        assertThat(held(tail, 0, 3)).containsExactly(2L);
    }

    @Test
    void bytesThatWereDisplacedMakeRoomAgain() {
        LiveTail tail = new LiveTail(-1, 2, 2 * WEIGHT);

        tail.publish(entries(0, 100));

        assertThat(held(tail, 0, 100)).containsExactly(98L, 99L);
    }

    @Test
    void aTailBeginsBehindWhatTheLogHasAlready() {
        LiveTail tail = new LiveTail(41, 4, 2 * WEIGHT);
        assertThat(tail.headOffset()).isEqualTo(41);
        assertThat(tail.get(41)).isNull();

        tail.publish(entries(42, 44));

        assertThat(tail.headOffset()).isEqualTo(43);
        assertThat(held(tail, 38, 44)).containsExactly(42L, 43L);
    }

    @Test
    void whatTheLogHadBeforeIsNotTakenForHeld() {
        LiveTail tail = new LiveTail(41, 4, 1 << 20);
        assertThat(tail.oldestOffset()).isEqualTo(42);
        assertThat(tail.placeAtOrAfter(41)).isEqualTo(-1);
        assertThat(tail.placeAtOrAfter(42)).isZero();

        tail.publish(entries(42, 44));

        assertThat(tail.placeAtOrAfter(40)).isEqualTo(-1);
        assertThat(tail.placeAtOrAfter(41)).isEqualTo(-1);
        assertThat(tail.placeAtOrAfter(42)).isZero();
        assertThat(tail.placeAtOrAfter(43)).isEqualTo(1);
        assertThat(tail.placeAtOrAfter(44)).isEqualTo(2);
    }

    @Test
    void behindWhatTheLogHadBeforeTheLimitsHoldToo() {
        LiveTail few = new LiveTail(41, 4, 1 << 20);
        LiveTail small = new LiveTail(41, 4, 2 * WEIGHT);

        few.publish(entries(42, 142));
        small.publish(entries(42, 142));

        assertThat(held(few, 0, 142)).containsExactly(138L, 139L, 140L, 141L);
        assertThat(few.oldestOffset()).isEqualTo(138);
        assertThat(held(small, 0, 142)).containsExactly(140L, 141L);
        assertThat(small.oldestOffset()).isEqualTo(140);
        assertThat(small.head()).isEqualTo(new LiveTail.Head(99, 141));
    }

    @Test
    void nothingIsHeldBeyondTheHead() {
        LiveTail tail = new LiveTail(-1, 4, 1 << 20);

        tail.publish(entries(0, 4));

        assertThat(tail.get(4)).isNull();
        assertThat(tail.get(-1)).isNull();
    }

    @Test
    void entriesWithHolesBetweenThemTakeNoMoreRoom() {
        LiveTail tail = new LiveTail(-1, 4, 1 << 20);

        tail.publish(List.of(at(16_384), at(32_768), at(32_769), at(65_536), at(98_304)));

        assertThat(held(tail, 0, 100_000)).containsExactly(32_768L, 32_769L, 65_536L, 98_304L);
        assertThat(tail.oldestOffset()).isEqualTo(16_385);
        assertThat(tail.head()).isEqualTo(new LiveTail.Head(4, 98_304));
    }

    @Test
    void aPlaceIsFoundByTheOffsetAtItOrByOneInTheHoleBeforeIt() {
        LiveTail tail = new LiveTail(-1, 4, 1 << 20);
        tail.publish(List.of(at(10), at(20), at(21), at(40), at(50)));

        assertThat(tail.placeAtOrAfter(11)).isEqualTo(1);
        assertThat(tail.placeAtOrAfter(20)).isEqualTo(1);
        assertThat(tail.placeAtOrAfter(21)).isEqualTo(2);
        assertThat(tail.placeAtOrAfter(22)).isEqualTo(3);
        assertThat(tail.placeAtOrAfter(50)).isEqualTo(4);
        assertThat(tail.placeAtOrAfter(51)).isEqualTo(5);
        assertThat(tail.placeAtOrAfter(10)).isEqualTo(-1);
    }

    @Test
    void placesAreWalkedFromTheOldestThatIsHeldToTheHead() {
        LiveTail tail = new LiveTail(7, 2, 1 << 20);
        assertThat(tail.head()).isEqualTo(new LiveTail.Head(-1, 7));

        tail.publish(List.of(at(10), at(20), at(30)));

        assertThat(tail.at(0)).isNull();
        assertThat(tail.at(1)).extracting(LogEntry::offset).isEqualTo(20L);
        assertThat(tail.at(2)).extracting(LogEntry::offset).isEqualTo(30L);
    }

    private static LogEntry at(long offset) {
        return entry(Events.CUSTOMER, offset, 100, 0);
    }

    @Test
    void followersAreWokenOnceForEveryPublicationAndSeeItsHead() {
        LiveTail tail = new LiveTail(-1, 4, 1 << 20);
        List<Long> seen = new ArrayList<>();
        tail.follow(() -> seen.add(tail.headOffset()));
        tail.follow(() -> seen.add(tail.headOffset()));

        tail.publish(entries(0, 2));
        tail.publish(entries(2, 3));

        assertThat(seen).containsExactly(1L, 1L, 2L, 2L);
    }

    @Test
    void publishingNothingWakesNobody() {
        LiveTail tail = new LiveTail(-1, 4, 1 << 20);
        List<Long> seen = new ArrayList<>();
        tail.follow(() -> seen.add(tail.headOffset()));

        tail.publish(List.of());

        assertThat(seen).isEmpty();
        assertThat(tail.headOffset()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 0, 1, 3, 6, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void theNumberOfEntriesIsAPowerOfTwo(int maxEntries) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LiveTail(-1, maxEntries, 1 << 20))
                .withMessage("maxEntries: " + maxEntries + " (expected: a power of two, 2 or more)");
    }

    private static List<LogEntry> entries(long fromOffset, long endOffset) {
        return LongStream.range(fromOffset, endOffset)
                .mapToObj(offset -> entry(Events.CUSTOMER, offset, 100, 0))
                .toList();
    }

    /** Which of these offsets are held. */
    private static List<Long> held(LiveTail tail, long fromOffset, long endOffset) {
        return LongStream.range(fromOffset, endOffset)
                .filter(offset -> tail.get(offset) != null)
                .boxed()
                .toList();
    }
}
