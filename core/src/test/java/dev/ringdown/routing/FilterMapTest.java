package dev.ringdown.routing;

import static dev.ringdown.routing.Entries.AGENT;
import static dev.ringdown.routing.Entries.CUSTOMER;
import static dev.ringdown.routing.Entries.OTHER_CUSTOMER;
import static dev.ringdown.routing.Entries.childEntry;
import static dev.ringdown.routing.Entries.entry;
import static dev.ringdown.routing.Entries.filter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are where filters point, and an event is shown those at its places. */
class FilterMapTest {
    private static final LogEntry CALL_OF_A_QUEUE = childEntry(
            "call_created",
            List.of(new Parent(new Resource("queue", "7"), true), new Parent(new Resource("campaign", "3"), false)),
            CUSTOMER + ":call:17",
            AGENT + ":call:17");

    private final FilterMap<String> map = new FilterMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                CUSTOMER,
                AGENT,
                CUSTOMER + ":call",
                CUSTOMER + ":call:17",
                CUSTOMER + ":*:17",
                CUSTOMER + ":queue",
                CUSTOMER + ":queue:7",
                AGENT + ":*:3"
            })
    void aValueIsWhereItsFilterPointsUntilItIsTakenOut(String place) {
        map.put(filter(place), "old");
        map.put(filter(place), "value");

        assertThat(map.get(filter(place))).isEqualTo("value");
        assertThat(shown(CALL_OF_A_QUEUE)).containsExactly("value");
        assertThat(all()).containsExactly("value");

        map.remove(filter(place));
        map.remove(filter(place));
        assertThat(map.get(filter(place))).isNull();
        assertThat(shown(CALL_OF_A_QUEUE)).isEmpty();
        assertThat(all()).isEmpty();
    }

    @Test
    void takingOneOutLeavesItsNeighbours() {
        map.put(filter(CUSTOMER), "everything");
        map.put(filter(CUSTOMER + ":call"), "calls");
        map.put(filter(CUSTOMER + ":call:17"), "a call");
        map.put(filter(CUSTOMER + ":call:18"), "another call");
        map.put(filter(CUSTOMER + ":*:17"), "an id");

        map.remove(filter(CUSTOMER + ":call:18"));
        assertThat(all()).containsExactlyInAnyOrder("everything", "calls", "a call", "an id");
        map.remove(filter(CUSTOMER + ":call"));
        assertThat(all()).containsExactlyInAnyOrder("everything", "a call", "an id");
        map.remove(filter(CUSTOMER));
        assertThat(shown(CALL_OF_A_QUEUE)).containsExactlyInAnyOrder("a call", "an id");
        map.remove(filter(CUSTOMER + ":call:17"));
        assertThat(shown(CALL_OF_A_QUEUE)).containsExactly("an id");
    }

    @Test
    void takingOutWhatIsNotThereChangesNothing() {
        map.put(filter(CUSTOMER + ":call:17"), "a call");

        map.remove(filter(OTHER_CUSTOMER));
        map.remove(filter(CUSTOMER));
        map.remove(filter(CUSTOMER + ":call"));
        map.remove(filter(CUSTOMER + ":call:18"));
        map.remove(filter(CUSTOMER + ":queue:17"));

        assertThat(all()).containsExactly("a call");
    }

    @Test
    void whatIsAtNoPlaceOfAnEventIsNotShown() {
        map.put(filter(OTHER_CUSTOMER), "another customer");
        map.put(filter(CUSTOMER + ":chat"), "chats");
        map.put(filter(CUSTOMER + ":call:18"), "another call");
        map.put(filter(CUSTOMER + ":*:18"), "another id");
        map.put(filter(CUSTOMER + ":queue:17"), "a queue with the id of the call");

        assertThat(shown(CALL_OF_A_QUEUE)).isEmpty();
        assertThat(map.get(filter(CUSTOMER))).isNull();
        assertThat(map.get(filter(CUSTOMER + ":call"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {CUSTOMER, CUSTOMER + ":call", CUSTOMER + ":call:17", CUSTOMER + ":*:17", CUSTOMER + ":queue:7"})
    void aVisitorThatWantsNoMoreIsShownNoMore(String first) {
        map.put(filter(first), "first");
        map.put(filter(AGENT), "second");
        List<String> shown = new ArrayList<>();

        boolean stopped = map.visit(CALL_OF_A_QUEUE.topics(), (value, openToDirect) -> shown.add(value));

        assertThat(stopped).isTrue();
        assertThat(shown).containsExactly("first");
    }

    @Test
    void aVisitorThatAlwaysWantsMoreIsToldSo() {
        map.put(filter(CUSTOMER + ":call"), "calls");

        assertThat(map.visit(CALL_OF_A_QUEUE.topics(), (value, openToDirect) -> false))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {CUSTOMER, CUSTOMER + ":call", CUSTOMER + ":*:17", CUSTOMER + ":queue", CUSTOMER + ":*:7"})
    void aDirectTokenMayHearAnEventAtItsOwnResourceAndAtAParentThatSaysSo(String place) {
        map.put(filter(place), "value");

        assertThat(openToDirect()).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {CUSTOMER + ":campaign", CUSTOMER + ":campaign:3", CUSTOMER + ":*:3"})
    void aDirectTokenMayNotHearAnEventAtAnotherParent(String place) {
        map.put(filter(place), "value");

        assertThat(openToDirect()).containsExactly(false);
    }

    @Test
    void aParentOfWhichTheIdIsNotKnownHasOnlyThePlaceOfItsKind() {
        map.put(filter(CUSTOMER + ":queue"), "queues");
        map.put(filter(CUSTOMER + ":queue:7"), "a queue");

        assertThat(shown(childEntry("call_created", List.of(Entries.parent("queue")), CUSTOMER + ":call:17")))
                .containsExactly("queues");
    }

    @Test
    void equalSegmentsAreHeldOnce() {
        map.put(filter(CUSTOMER + ":widget:1"), "a widget");

        var shared = map.shared(filter(CUSTOMER + ":widget:2"));
        var again = map.shared(filter(CUSTOMER + ":widget:3"));

        assertThat(shared).isEqualTo(filter(CUSTOMER + ":widget:2"));
        assertThat(shared.scopeId()).isSameAs(again.scopeId());
        assertThat(shared.resource()).isSameAs(again.resource());
        assertThat(map.shared(filter(CUSTOMER + ":chat:chat_*"))).isEqualTo(filter(CUSTOMER + ":chat:chat_*"));
        assertThat(map.shared(filter(OTHER_CUSTOMER).forDirectToken()))
                .isEqualTo(filter(OTHER_CUSTOMER).forDirectToken());
        assertThat(map.shared(filter(CUSTOMER).forDirectToken()))
                .isEqualTo(filter(CUSTOMER).forDirectToken());
    }

    @Test
    void nothingIsHeldOfAPlaceThatWasTakenOut() {
        TopicFilter widget = filter(CUSTOMER + ":widget:1");
        map.put(widget, "a widget");

        map.remove(filter(CUSTOMER + ":widget:1"));

        TopicFilter shared = map.shared(filter(CUSTOMER + ":widget:1"));
        assertThat(shared).isEqualTo(widget);
        assertThat(shared.scopeId()).isNotSameAs(widget.scopeId());
        assertThat(shared.resource()).isNotSameAs(widget.resource());
    }

    @Test
    void nothingIsHeldOfAResourceOfWhichNothingIsLeft() {
        TopicFilter widget = filter(CUSTOMER + ":widget");
        map.put(filter(CUSTOMER), "everything");
        map.put(widget, "widgets");

        map.remove(filter(CUSTOMER + ":widget"));

        assertThat(map.shared(filter(CUSTOMER + ":widget")).resource()).isNotSameAs(widget.resource());
    }

    private List<String> shown(LogEntry entry) {
        List<String> shown = new ArrayList<>();
        map.visit(entry.topics(), (value, openToDirect) -> {
            shown.add(value);
            return false;
        });
        return shown;
    }

    private List<Boolean> openToDirect() {
        List<Boolean> open = new ArrayList<>();
        map.visit(CALL_OF_A_QUEUE.topics(), (value, openToDirect) -> {
            open.add(openToDirect);
            return false;
        });
        return open;
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        map.forEach(all::add);
        return all;
    }
}
