package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import dev.ringdown.event.Events;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Which events are duplicates follows from the entries that there are, against a plain list of them. */
class JournalWindowPropertyTest {
    private static final long WINDOW_MILLIS = 100;

    private record Remembered(EventName name, Placed placed, long millis) {}

    private final List<Remembered> entries = new ArrayList<>();

    /** @param events each a number: which event, how long after the one before, and whether the log is opened again before */
    @Property(tries = 500)
    void itIsTheSameHoweverOftenTheLogIsOpened(
            @ForAll @Size(max = 80) List<@IntRange(max = 5 * 40 * 8 - 1) Integer> events,
            @ForAll @IntRange(max = 6) int maxEntries,
            @ForAll @IntRange(max = 3) int ageless) {
        entries.clear();
        FakeStore store = new FakeStore();
        JournalWindow window = window(maxEntries, ageless);
        long millis = 1_000;
        for (int event : events) {
            EventName name = new EventName("/test", "event-" + event % 5);
            millis += event / 5 % 40;
            if (event / 200 == 0) {
                window = window(maxEntries, ageless);
                window.recall(store, millis);
            }
            Placed placed = new Placed(new Sequence(7, entries.size() + 1), entries.size());

            Placed first = window.firstOrRemember(Events.CUSTOMER, name, placed, millis);

            assertThat(first).isEqualTo(expected(name, millis, maxEntries, ageless));
            if (first == null) {
                entries.add(new Remembered(name, placed, millis));
                store.keep(entry(name, placed, millis));
            }
        }
    }

    private static JournalWindow window(int maxEntries, int ageless) {
        return new JournalWindow(new DuplicateBounds(Duration.ofMillis(WINDOW_MILLIS), maxEntries, ageless));
    }

    private @Nullable Placed expected(EventName name, long millis, int maxEntries, int ageless) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            Remembered entry = entries.get(i);
            int newer = entries.size() - 1 - i;
            boolean remembered = newer < maxEntries && entry.millis >= millis - WINDOW_MILLIS || newer < ageless;
            if (entry.name.equals(name)) {
                return remembered ? entry.placed : null;
            }
        }
        return null;
    }

    private static LogEntry entry(EventName name, Placed placed, long millis) {
        LogEntry any = LogTesting.entry(Events.CUSTOMER, placed.offset(), 10, millis);
        return new LogEntry(
                placed,
                new LogEntry.About(Events.CUSTOMER, name, any.type(), any.topics(), false),
                any.json(),
                -1,
                millis,
                77);
    }
}
