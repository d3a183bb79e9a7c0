package dev.ringdown.catchup;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogSlice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** There is room for three slices without entries, of 256 bytes each. */
class SliceCacheTest {
    private static final LogSlice FIRST = new LogSlice(0, List.of(), 10);
    private static final LogSlice SECOND = new LogSlice(10, List.of(), 20);
    private static final LogSlice THIRD = new LogSlice(20, List.of(), 30);
    private static final LogSlice FOURTH = new LogSlice(30, List.of(), 40);

    private final SliceCache cache = new SliceCache(3 * 256);

    @Test
    void aSliceIsFoundByEveryOffsetInIt() {
        cache.add(CUSTOMER, SECOND);

        assertThat(cache.find(CUSTOMER, 10)).isSameAs(SECOND);
        assertThat(cache.find(CUSTOMER, 19)).isSameAs(SECOND);
    }

    @Test
    void aSliceIsNotFoundByOffsetsBesideIt() {
        cache.add(CUSTOMER, SECOND);

        assertThat(cache.find(CUSTOMER, 9)).isNull();
        assertThat(cache.find(CUSTOMER, 20)).isNull();
    }

    @Test
    void aSliceIsItsCustomersAlone() {
        cache.add(CUSTOMER, FIRST);

        assertThat(cache.find(OTHER_CUSTOMER, 0)).isNull();
    }

    @Test
    void aSliceOfNothingIsNotKept() {
        cache.add(CUSTOMER, new LogSlice(5, List.of(), 5));

        assertThat(cache.find(CUSTOMER, 5)).isNull();
    }

    @Test
    void theOldestGoesFirst() {
        cache.add(OTHER_CUSTOMER, FIRST);
        cache.add(CUSTOMER, FOURTH);
        cache.add(CUSTOMER, THIRD);

        cache.add(CUSTOMER, FIRST);

        assertThat(cache.find(OTHER_CUSTOMER, 0)).isNull();
        assertThat(cache.find(CUSTOMER, 30)).isSameAs(FOURTH);
        assertThat(cache.find(CUSTOMER, 20)).isSameAs(THIRD);
        assertThat(cache.find(CUSTOMER, 0)).isSameAs(FIRST);
    }

    @Test
    void aLargeSliceTakesThePlaceOfSeveral() {
        cache.add(CUSTOMER, FIRST);
        cache.add(CUSTOMER, SECOND);
        cache.add(CUSTOMER, THIRD);

        LogSlice large = new LogSlice(30, List.of(call("created").at(30, 31, 0)), 40);
        cache.add(CUSTOMER, large);

        assertThat(cache.find(CUSTOMER, 0)).isNull();
        assertThat(cache.find(CUSTOMER, 10)).isNull();
        assertThat(cache.find(CUSTOMER, 30)).isSameAs(large);
    }

    @Test
    void theNewestIsKeptHoweverLargeItIs() {
        LogSlice huge = new LogSlice(0, List.of(call("x".repeat(10_000)).at(0, 1, 0)), 1);

        cache.add(CUSTOMER, SECOND);
        cache.add(CUSTOMER, huge);

        assertThat(cache.find(CUSTOMER, 0)).isSameAs(huge);
        assertThat(cache.find(CUSTOMER, 10)).isNull();
    }

    @Test
    void aSliceThatIsReadAgainTakesItsPlaceOnce() {
        LogSlice longer = new LogSlice(20, List.of(), 50);
        cache.add(CUSTOMER, FIRST);
        cache.add(CUSTOMER, SECOND);

        cache.add(CUSTOMER, THIRD);
        cache.add(CUSTOMER, THIRD);
        cache.add(CUSTOMER, longer);

        assertThat(cache.find(CUSTOMER, 49)).isSameAs(longer);
        assertThat(cache.find(CUSTOMER, 0)).isSameAs(FIRST);
        assertThat(cache.find(CUSTOMER, 10)).isSameAs(SECOND);
    }
}
