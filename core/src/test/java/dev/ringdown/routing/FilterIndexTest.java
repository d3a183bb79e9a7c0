package dev.ringdown.routing;

import static dev.ringdown.routing.Entries.AGENT;
import static dev.ringdown.routing.Entries.CUSTOMER;
import static dev.ringdown.routing.Entries.OTHER_CUSTOMER;
import static dev.ringdown.routing.Entries.childEntry;
import static dev.ringdown.routing.Entries.entry;
import static dev.ringdown.routing.Entries.filter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
    void whoIsLeftOfManyIsFoundAndWhoComesAfterThem() {
        List<Interest> all = new ArrayList<>();
        IntStream.range(0, 100)
                .forEach(i -> all.add(index.add(filter(CUSTOMER), new Entries.Named("s" + i), TypeFilter.ALL)));

        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).hasSize(100);
        all.subList(3, 100).forEach(index::remove);
        assertThat(found(entry("call_created", CUSTOMER + ":call:17")))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("s0", "s1", "s2");
        index.add(filter(CUSTOMER), alice, TypeFilter.ALL);
        index.add(filter(CUSTOMER), bob, TypeFilter.ALL);
        assertThat(found(entry("call_created", CUSTOMER + ":call:17")))
                .hasSize(5)
                .contains(alice, bob);
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

    @Test
    void whoHasADirectTokenIsFoundOnlyWhereADirectTokenMayHear() {
        LogEntry entry = childEntry(
                "call_created",
                List.of(new Parent(new Resource("queue", "7"), true), new Parent(new Resource("campaign", "3"), false)),
                CUSTOMER + ":call:17");

        index.add(filter(CUSTOMER + ":campaign:3").forDirectToken(), alice, TypeFilter.ALL);
        assertThat(found(entry)).isEmpty();

        index.add(filter(CUSTOMER + ":campaign:3"), bob, TypeFilter.ALL);
        assertThat(found(entry)).containsExactly(bob);

        index.add(filter(CUSTOMER + ":queue:7").forDirectToken(), alice, TypeFilter.ALL);
        assertThat(found(entry)).containsExactlyInAnyOrder(alice, bob);
    }

    @Test
    void typesInTheTopicAndBesideItBothCount() {
        index.add(filter(CUSTOMER + ":call:call_h*"), alice, TypeFilter.of(List.of("call_hangup", "call_created")));

        assertThat(found(entry("call_hangup", CUSTOMER + ":call:17"))).containsExactly(alice);
        assertThat(found(entry("call_held", CUSTOMER + ":call:17"))).isEmpty();
        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).isEmpty();
    }

    @Test
    void anInterestTellsItsFilterAndItsTypes() {
        TypeFilter types = TypeFilter.of(List.of("call_hangup"));
        Interest plain = index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.ALL);
        Interest typed = index.add(filter(CUSTOMER + ":call:call_*"), alice, types);
        Interest direct = index.add(filter(CUSTOMER + ":call").forDirectToken(), alice, TypeFilter.ALL);

        assertThat(plain.filter()).isEqualTo(filter(CUSTOMER + ":call"));
        assertThat(plain.types()).isEqualTo(TypeFilter.ALL);
        assertThat(typed.filter()).isEqualTo(filter(CUSTOMER + ":call:call_*"));
        assertThat(typed.types()).isEqualTo(types);
        assertThat(direct.filter()).isEqualTo(filter(CUSTOMER + ":call").forDirectToken());
        assertThat(direct.types()).isEqualTo(TypeFilter.ALL);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAsksForEverythingDoesSoWhateverOthersHaveAskedForThereBefore(boolean direct) {
        TopicFilter first = filter(CUSTOMER + (direct ? ":call" : ":call:call_*"));
        index.add(direct ? first.forDirectToken() : first, bob, TypeFilter.ALL);

        Interest interest = index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.ALL);

        assertThat(interest.filter()).isEqualTo(filter(CUSTOMER + ":call"));
    }

    @Test
    void equalConditionsAreHeldOnceHoweverManyThereAreAtAPlace() {
        List<Interest> all = new ArrayList<>();
        IntStream.range(0, 20)
                .forEach(i ->
                        all.add(index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.of(List.of("call_" + i)))));

        Interest first = index.add(filter(CUSTOMER + ":call"), bob, TypeFilter.of(List.of("call_0")));
        Interest last = index.add(filter(CUSTOMER + ":call"), bob, TypeFilter.of(List.of("call_19")));

        assertThat(first.filter()).isSameAs(all.get(0).filter());
        assertThat(last.filter()).isSameAs(all.get(19).filter());
    }

    @Test
    void theFirstTextForAPlaceIsTheOneThatIsHeld() {
        String first = new StringBuilder("call").toString();
        Interest interest = index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.ALL);

        assertThat(index.held(filter(CUSTOMER + ":call"), "call")).isEqualTo(FilterIndex.Held.FILTER);
        assertThat(interest.shared(first)).isSameAs(first);
        assertThat(interest.shared(CUSTOMER + ":call")).isEqualTo(CUSTOMER + ":call");
        assertThat(interest.shared("call")).isSameAs(first);
    }

    @Test
    void aTypeIsTestedOnceForEachDifferentTypeFilterHoweverManyPlacesHaveIt() {
        TypeFilter calls = TypeFilter.of(List.of("call_*"));
        index.add(filter(CUSTOMER), alice, calls);
        index.add(filter(CUSTOMER + ":call"), bob, calls);
        index.add(filter(CUSTOMER + ":call:17"), alice, TypeFilter.of(List.of("call_hangup")));

        found(entry("call_created", CUSTOMER + ":call:17"));
        assertThat(index.typeTests()).isEqualTo(2);

        found(entry("call_created", CUSTOMER + ":call:17"));
        assertThat(index.typeTests()).isEqualTo(4);
    }

    @Test
    void theTypesInATopicAreTestedBeforeThoseBesideIt() {
        index.add(filter(CUSTOMER + ":call:call_h*"), alice, TypeFilter.of(List.of("call_hangup")));

        found(entry("call_created", CUSTOMER + ":call:17"));
        assertThat(index.typeTests()).isEqualTo(1);

        found(entry("call_hangup", CUSTOMER + ":call:17"));
        assertThat(index.typeTests()).isEqualTo(3);
    }

    @Test
    void whereEverybodyAsksForEverythingNoTypeIsTested() {
        index.add(filter(CUSTOMER), alice, TypeFilter.ALL);

        found(entry("call_created", CUSTOMER + ":call:17"));

        assertThat(index.typeTests()).isZero();
    }

    @Test
    void aTypeFilterIsHeldWhileAnyListAsksForIt() {
        TypeFilter calls = TypeFilter.of(List.of("call_*"));
        Interest first = index.add(filter(CUSTOMER), alice, calls);
        Interest second = index.add(filter(CUSTOMER + ":call"), alice, calls);
        Interest third = index.add(filter(CUSTOMER + ":call"), bob, calls);

        index.remove(second);
        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).containsExactlyInAnyOrder(alice, bob);
        index.remove(third);
        assertThat(index.typeFilters()).isOne();
        assertThat(found(entry("call_created", CUSTOMER + ":call:17"))).containsExactly(alice);
        index.remove(first);
        assertThat(index.typeFilters()).isZero();
    }

    @Test
    void aPlaceThatNobodyPointsToAnyMoreIsNotHeld() {
        Interest everything = index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.ALL);
        Interest some = index.add(filter(CUSTOMER + ":call"), bob, TypeFilter.of(List.of("call_hangup")));

        index.remove(everything);
        assertThat(index.held(filter(CUSTOMER + ":call"), "call")).isEqualTo(FilterIndex.Held.FILTER);
        index.remove(some);
        assertThat(index.held(filter(CUSTOMER + ":call"), "call")).isEqualTo(FilterIndex.Held.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9, 10, 40})
    void conditionsComeAndGoAtOnePlaceInAnyOrder(int count) {
        List<Interest> all = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> all.add(index.add(
                        filter(CUSTOMER + ":call"), new Entries.Named("s" + i), TypeFilter.of(List.of("call_" + i)))));
        index.add(filter(CUSTOMER + ":call"), bob, TypeFilter.of(List.of("call_last")));

        all.forEach(index::remove);
        assertThat(index.typeFilters()).isOne();
        assertThat(found(entry("call_last", CUSTOMER + ":call:17"))).containsExactly(bob);
        index.add(filter(CUSTOMER + ":call"), alice, TypeFilter.of(List.of("call_0", "call_last")));
        assertThat(found(entry("call_0", CUSTOMER + ":call:17"))).containsExactly(alice);
        assertThat(found(entry("call_last", CUSTOMER + ":call:17"))).containsExactly(bob, alice);
    }

    private List<Subscriber> found(LogEntry entry) {
        List<Subscriber> found = new ArrayList<>();
        index.collect(entry, found);
        return found;
    }
}
