package dev.ringdown.routing;

import static dev.ringdown.routing.Entries.AGENT;
import static dev.ringdown.routing.Entries.CUSTOMER;
import static dev.ringdown.routing.Entries.OTHER_CUSTOMER;
import static dev.ringdown.routing.Entries.entry;
import static dev.ringdown.routing.Entries.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterIndexTest {
    private final FilterIndex index = new FilterIndex();
    private final Subscriber alice = new Entries.Named("alice");
    private final Subscriber bob = new Entries.Named("bob");

    @ParameterizedTest
    @ValueSource(strings = {CUSTOMER, CUSTOMER + ":call", CUSTOMER + ":call:17", CUSTOMER + ":*:17"})
    void aFilterOfEveryShapeIsFound(String filter) {
        index.add(filter(filter), alice, TypeFilter.ALL);

        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).containsExactly(alice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OTHER_CUSTOMER,
                OTHER_CUSTOMER + ":call:17",
                CUSTOMER + ":callback",
                CUSTOMER + ":cal",
                CUSTOMER + ":call:1",
                CUSTOMER + ":*:18",
                AGENT
            })
    void aFilterOfSomethingElseIsNotFound(String filter) {
        index.add(filter(filter), alice, TypeFilter.ALL);

        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).isEmpty();
    }

    @Test
    void aSubscriberIsFoundOnceHoweverManyOfItsFiltersMatch() {
        index.add(filter(CUSTOMER), alice, TypeFilter.ALL);
        index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.ALL);
        index.add(filter(CUSTOMER + ":call:17"), alice, TypeFilter.ALL);
        index.add(filter(CUSTOMER + ":call:17"), alice, TypeFilter.ALL);
        index.add(filter(AGENT), alice, TypeFilter.ALL);
        index.add(filter(CUSTOMER + ":call"), bob, TypeFilter.ALL);

        assertThat(found(entry("call_created", CUSTOMER + ":call:17", AGENT + ":call:17")))
                .containsExactlyInAnyOrder(alice, bob);
    }

    @Test
    void aSubscriberIsFoundAgainForTheNextEntry() {
        index.add(filter(CUSTOMER), alice, TypeFilter.ALL);

        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).containsExactly(alice);
        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).containsExactly(alice);
    }

    @Test
    void anEntryIsFoundByAnyOfItsTopics() {
        index.add(filter(AGENT + ":call"), alice, TypeFilter.ALL);

        assertThat(found(entry("call_created", CUSTOMER + ":call:17", AGENT + ":call:17")))
                .containsExactly(alice);
    }

    @Test
    void whoDoesNotWantTheTypeIsNotFound() {
        index.add(filter(CUSTOMER), alice, TypeFilter.of(List.of("call_hangup")));

        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).isEmpty();
        assertThat(found(entry("call_hangup", CUSTOMER + ":call:17"))).containsExactly(alice);
    }

    @Test
    void aTypeThatOneFilterRefusesMayBeWantedByAnother() {
        index.add(filter(CUSTOMER), alice, TypeFilter.of(List.of("call_hangup")));
        index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.of(List.of("call_created")));

        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).containsExactly(alice);
    }

    @Test
    void whatIsRemovedIsNotFoundAndLeavesTheOthers() {
        Interest first = index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.ALL);
        index.add(filter(CUSTOMER + ":call"), bob, TypeFilter.ALL);

        index.remove(first);

        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).containsExactly(bob);
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void theSameFilterAddedTwiceStaysUntilItIsRemovedTwice() {
        Interest first = index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.ALL);
        Interest second = index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.ALL);

        index.remove(first);
        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).containsExactly(alice);

        index.remove(second);
        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).isEmpty();
        assertThat(index.size()).isZero();
    }

    @Test
    void equalFiltersAndTypesAndTextsAreHeldOnceWhileAnybodyAsksForThem() {
        Interest first = index.add(filter(CUSTOMER + ":call:17"), alice, TypeFilter.of(List.of("call_*")));
        Interest second = index.add(filter(CUSTOMER + ":call:17"), bob, TypeFilter.of(List.of("call_*")));
        Interest third = index.add(filter(CUSTOMER + ":chat"), bob, TypeFilter.of(List.of("call_*")));
        String text = first.shared(new StringBuilder("call:17").toString());

        assertThat(second.filter()).isSameAs(first.filter());
        assertThat(second.types()).isSameAs(first.types()).isSameAs(third.types());
        assertThat(second.shared(new StringBuilder("call:17").toString())).isSameAs(text);
        assertThat(second.shared("call:17:")).isEqualTo("call:17:");
        assertThat(index.typeFilters()).isOne();

        index.remove(first);
        index.remove(second);
        index.remove(third);
        assertThat(index.typeFilters()).isZero();
    }

    @Test
    void whatIsHeldOfATopicIsKnown() {
        index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.ALL).shared("call");

        assertThat(index.held(filter(CUSTOMER + ":call"), "call")).isEqualTo(FilterIndex.Held.ALL);
        assertThat(index.held(filter(CUSTOMER + ":call"), "call:")).isEqualTo(FilterIndex.Held.FILTER);
        assertThat(index.held(filter(CUSTOMER + ":chat"), "call")).isEqualTo(FilterIndex.Held.NOTHING);
    }

    @Test
    void differentTypesAtOnePlaceAreFoundHoweverManyThereAre() {
        List<Interest> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(index.add(filter(CUSTOMER), new Entries.Named("s" + i), TypeFilter.of(List.of("call_" + i))));
        }

        assertThat(found(entry("call_7", CUSTOMER + ":call:17")))
                .extracting(Object::toString)
                .containsExactly("s7");
        all.remove(7);
        all.forEach(index::remove);
        assertThat(found(entry("call_8", CUSTOMER + ":call:17"))).isEmpty();
        assertThat(found(entry("call_7", CUSTOMER + ":call:17")))
                .extracting(Object::toString)
                .containsExactly("s7");
        assertThat(index.typeFilters()).isOne();
    }

    @Test
    void removingWhatIsNotThereIsAMistake() {
        Interest interest = index.add(filter(CUSTOMER + ":call:17"), alice, TypeFilter.ALL);
        index.remove(interest);

        assertThatIllegalStateException()
                .isThrownBy(() -> index.remove(interest))
                .withMessage("no interest in " + CUSTOMER + ":call:17 (expected: one that was added)");
        assertThat(index.size()).isZero();
    }

    @Test
    void whatWasFoundBeforeIsKeptInTheList() {
        index.add(filter(CUSTOMER), alice, TypeFilter.ALL);
        List<Subscriber> found = new ArrayList<>(List.of(bob));

        index.collect(entry("call_created", CUSTOMER + ":call:17"), found);

        assertThat(found).containsExactly(bob, alice);
    }

    private List<Subscriber> found(LogEntry entry) {
        List<Subscriber> found = new ArrayList<>();
        index.collect(entry, found);
        return found;
    }
}
