package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.NumberSearch.Numbered;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NumberSearchTest {
    /** @param distances from one entry of the customer to the next */
    @Property(tries = 200)
    void everyEntryIsFoundAndNoOther(@ForAll @Size(max = 60) List<@IntRange(min = 1, max = 50) Integer> distances) {
        TreeMap<Long, Numbered> entries = new TreeMap<>();
        long offset = 7;
        for (int distance : distances) {
            offset += distance;
            entries.put(offset, new Numbered(offset, 100 + entries.size()));
        }
        long last = offset + 3;

        assertThat(entries.values())
                .allSatisfy(entry ->
                        assertThat(offsetOf(entry.number(), last, entries)).isEqualTo(entry.offset()));
        assertThat(offsetOf(99, last, entries)).isEqualTo(-1);
        assertThat(offsetOf(100 + entries.size(), last, entries)).isEqualTo(-1);
    }

    private static long offsetOf(long number, long last, TreeMap<Long, Numbered> entries) {
        return NumberSearch.offsetOf(number, 0, last, upTo -> {
            var found = entries.floorEntry(upTo);
            return found == null ? null : found.getValue();
        });
    }

    @Test
    void amongAMillionOffsetsAboutTwentyAreLookedAt() {
        int[] looks = {0};

        long offset = NumberSearch.offsetOf(123_457, 0, 999_999, upTo -> {
            looks[0]++;
            return new Numbered(upTo / 3 * 3, upTo / 3 + 1);
        });

        assertThat(offset).isEqualTo(3 * 123_456);
        assertThat(looks[0]).isLessThanOrEqualTo(21);
    }
}
