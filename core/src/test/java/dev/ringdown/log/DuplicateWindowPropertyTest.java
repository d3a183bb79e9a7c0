package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The window against plain lists, gone through from the end. */
class DuplicateWindowPropertyTest {
    private static final int WINDOW_MILLIS = 100;
    private static final int CUSTOMERS = 5;

    private record Remembered(int customer, int id, Placed placed, long atMillis) {
        long offset() {
            return placed.offset();
        }

        boolean isOld(long nowMillis) {
            return atMillis < nowMillis - WINDOW_MILLIS;
        }
    }

    private static final class Model {
        private final int maxEvents;
        private final int ageless;
        private final List<Remembered> events = new ArrayList<>();
        private final List<Remembered> newest = new ArrayList<>();
        private int forgottenEarly;

        Model(int maxEvents, int ageless) {
            this.maxEvents = maxEvents;
            this.ageless = ageless;
        }

        @Nullable
        Placed firstOrRemember(int customer, int id, Placed placed, long nowMillis) {
            for (Remembered event : events) {
                if (event.id == id && !event.isOld(nowMillis)) {
                    return event.placed;
                }
            }
            for (Remembered event : newest) {
                if (event.id == id) {
                    return event.placed;
                }
            }
            Remembered event = new Remembered(customer, id, placed, nowMillis);
            newest.add(event);
            if (newest.size() > ageless) {
                newest.remove(0);
            }
            remember(event, nowMillis);
            return null;
        }

        private void remember(Remembered event, long nowMillis) {
            events.removeIf(old -> old.customer == event.customer && old.isOld(nowMillis));
            if (events.size() == maxEvents) {
                events.removeIf(old -> old.isOld(nowMillis));
            }
            if (events.size() == maxEvents) {
                events.remove(oldestOfTheLargest());
                forgottenEarly++;
            }
            events.add(event);
        }

        private Remembered oldestOfTheLargest() {
            return events.stream()
                    .max(Comparator.comparingLong((Remembered event) -> countOf(event.customer))
                            .thenComparing(
                                    Comparator.comparing(Remembered::offset).reversed()))
                    .orElseThrow();
        }

        int countOf(int customer) {
            return (int)
                    events.stream().filter(event -> event.customer == customer).count();
        }

        void forgetFrom(long offset) {
            events.removeIf(event -> event.offset() >= offset);
            newest.removeIf(event -> event.offset() >= offset);
        }
    }

    /** An event is {@code id}'s; whose it is follows from it, unevenly. */
    private static int customerOf(int id) {
        return Math.min(CUSTOMERS - 1, Integer.numberOfTrailingZeros(id + 1));
    }

    @Property(tries = 200)
    void theWindowAnswersAsListsDo(
            @ForAll @Size(min = 1, max = 1_500) List<@IntRange(max = 1_200) Integer> ids,
            @ForAll @IntRange(min = 1, max = 400) int maxEvents,
            @ForAll @IntRange(min = 0, max = 200) int ageless,
            @ForAll @IntRange(min = 1, max = 50) int eventsPerMilli) {
        DuplicateWindow window = new DuplicateWindow(Duration.ofMillis(WINDOW_MILLIS), maxEvents, ageless);
        Model model = new Model(maxEvents, ageless);

        for (int i = 0; i < ids.size(); i++) {
            remember(window, model, ids.get(i), i, i / eventsPerMilli);
        }

        assertThat(window.takeForgottenEarly()).isEqualTo(model.forgottenEarly);
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            assertThat(window.size(new UUID(0, customer))).isEqualTo(model.countOf(customer));
        }
    }

    @Property(tries = 200)
    void whatIsTakenBackWasNeverThere(
            @ForAll @Size(min = 1, max = 400) List<@IntRange(max = 300) Integer> before,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1_000, max = 1_300) Integer> takenBack,
            @ForAll @Size(min = 1, max = 400) List<@IntRange(max = 1_300) Integer> after,
            @ForAll @IntRange(min = 1, max = 300) int maxEvents,
            @ForAll @IntRange(min = 0, max = 100) int ageless) {
        DuplicateWindow window = new DuplicateWindow(Duration.ofMillis(WINDOW_MILLIS), maxEvents, ageless);
        Model model = new Model(maxEvents, ageless);
        int offset = 0;
        for (int id : before) {
            remember(window, model, id, offset++, 0);
        }
        window.mark();
        long mark = offset;
        for (int id : takenBack) {
            remember(window, model, id, offset++, 0);
        }

        model.forgetFrom(mark);
        window.forgetSinceMark();

        assertThat(window.size()).isEqualTo(model.events.size());
        for (int id : after) {
            remember(window, model, id, offset++, 0);
        }
    }

    private static void remember(DuplicateWindow window, Model model, int id, int offset, long nowMillis) {
        Placed placed = new Placed(new Sequence(1 + offset / 100 % 3, 3L * offset), offset);
        EventName name = new EventName("/test", Integer.toString(id));
        int customer = customerOf(id);
        assertThat(window.firstOrRemember(new UUID(0, customer), name, placed, nowMillis))
                .isEqualTo(model.firstOrRemember(customer, id, placed, nowMillis));
        assertThat(window.size()).isEqualTo(model.events.size());
    }
}
