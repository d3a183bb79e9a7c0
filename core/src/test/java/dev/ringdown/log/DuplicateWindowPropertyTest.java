package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The window against a plain list, gone through from the end. */
class DuplicateWindowPropertyTest {
    private static final int WINDOW_MILLIS = 100;

    private record Remembered(int id, Sequence sequence, long atMillis) {}

    private static final class Model {
        private final int maxEvents;
        private final int ageless;
        private final List<Remembered> events = new ArrayList<>();

        Model(int maxEvents, int ageless) {
            this.maxEvents = Math.max(maxEvents, ageless);
            this.ageless = ageless;
        }

        @Nullable
        Sequence firstOrRemember(int id, Sequence sequence, long nowMillis) {
            while (events.size() > ageless && events.get(0).atMillis < nowMillis - WINDOW_MILLIS) {
                events.remove(0);
            }
            for (Remembered event : events) {
                if (event.id == id) {
                    return event.sequence;
                }
            }
            events.add(new Remembered(id, sequence, nowMillis));
            if (events.size() > maxEvents) {
                events.remove(0);
            }
            return null;
        }

        void forgetLast(int count) {
            events.subList(Math.max(0, events.size() - count), events.size()).clear();
        }
    }

    @Property(tries = 200)
    void theWindowAnswersAsAListDoes(
            @ForAll @Size(min = 1, max = 3_000) List<@IntRange(max = 2_500) Integer> ids,
            @ForAll @IntRange(min = 1, max = 2_000) int maxEvents,
            @ForAll @IntRange(min = 0, max = 500) int ageless,
            @ForAll @IntRange(min = 1, max = 50) int eventsPerMilli) {
        DuplicateWindow window = new DuplicateWindow(Duration.ofMillis(WINDOW_MILLIS), maxEvents, ageless);
        Model model = new Model(maxEvents, ageless);

        for (int i = 0; i < ids.size(); i++) {
            int id = ids.get(i);
            Sequence sequence = new Sequence(1, i);
            long nowMillis = i / eventsPerMilli;
            assertThat(window.firstOrRemember(new EventName("/test", Integer.toString(id)), sequence, nowMillis))
                    .isEqualTo(model.firstOrRemember(id, sequence, nowMillis));
            assertThat(window.size()).isEqualTo(model.events.size());
        }
    }

    @Property(tries = 200)
    void whatIsTakenBackWasNeverThere(
            @ForAll @Size(min = 1, max = 400) List<@IntRange(max = 300) Integer> before,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1_000, max = 1_300) Integer> takenBack,
            @ForAll @Size(min = 1, max = 400) List<@IntRange(max = 1_300) Integer> after) {
        DuplicateWindow window = new DuplicateWindow(Duration.ofMillis(WINDOW_MILLIS), 2_000, 0);
        Model model = new Model(2_000, 0);
        before.forEach(id -> remember(window, model, id));
        long mark = window.mark();
        int sizeBefore = window.size();
        takenBack.forEach(id -> remember(window, model, id));

        model.forgetLast(window.size() - sizeBefore);
        window.forgetSince(mark);

        assertThat(window.size()).isEqualTo(sizeBefore);
        after.forEach(id -> remember(window, model, id));
    }

    private static void remember(DuplicateWindow window, Model model, int id) {
        Sequence sequence = new Sequence(1, model.events.size());
        assertThat(window.firstOrRemember(new EventName("/test", Integer.toString(id)), sequence, 0))
                .isEqualTo(model.firstOrRemember(id, sequence, 0));
    }
}
