package dev.ringdown.catchup;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import org.junit.jupiter.api.Test;

class EntryCacheTest {
    private static final LogEntry FIRST = entry(0);

    private final EntryCache cache = new EntryCache(3L * FIRST.weight());

    private static LogEntry entry(long offset) {
        return call("updated").at(offset, offset + 1, 0);
    }

    @Test
    void whatWasAddedIsFoundAtItsOffset() {
        cache.add(FIRST);

        assertThat(cache.find(0)).isSameAs(FIRST);
        assertThat(cache.find(1)).isNull();
        assertThat(cache.bytes()).isEqualTo(FIRST.weight());
    }

    @Test
    void oneAtTheSameSlotTakesItsPlace() {
        LogEntry distant = entry(1L << 32);
        cache.add(FIRST);

        cache.add(distant);

        assertThat(cache.find(0)).isNull();
        assertThat(cache.find(1L << 32)).isSameAs(distant);
        assertThat(cache.bytes()).isEqualTo(distant.weight());
    }

    @Test
    void asMuchAsFitsIsKept() {
        cache.add(entry(0));
        cache.add(entry(1));
        cache.add(entry(2));
        assertThat(cache.bytes()).isEqualTo(3L * FIRST.weight());

        cache.add(entry(3));

        assertThat(cache.bytes()).isEqualTo(3L * FIRST.weight());
        assertThat(cache.find(3)).isNotNull();
    }

    @Test
    void oneThatIsTooLargeAloneDisplacesNothing() {
        cache.add(FIRST);

        cache.add(call("x".repeat(3 * FIRST.weight())).at(1, 2, 0));

        assertThat(cache.find(1)).isNull();
        assertThat(cache.find(0)).isSameAs(FIRST);
    }
}
