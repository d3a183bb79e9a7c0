package dev.ringdown.routing;

import static dev.ringdown.routing.Entries.CUSTOMER;
import static dev.ringdown.routing.Entries.OTHER_CUSTOMER;
import static dev.ringdown.routing.Entries.childEntry;
import static dev.ringdown.routing.Entries.entry;
import static dev.ringdown.routing.Entries.filter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whether any of some filters asks for an entry. */
class FilterSetTest {
    private static final TypeFilter HANGUPS = TypeFilter.of(List.of("call_hangup"));
    private static final InScope FIRST = new InScope(Scope.AGENT, new UUID(0, 1));
    private static final InScope SECOND = new InScope(Scope.AGENT, new UUID(0, 2));

    private final FilterSet.Builder filters = new FilterSet.Builder();

    @Test
    void nothingIsAskedForByNoFilter() {
        assertThat(filters.build().matches(entry("call_created", CUSTOMER + ":call:17")))
                .isFalse();
    }

    @Test
    void anEntryIsAskedForIfTopicAndBothTypesAreRight() {
        FilterSet set = filters.add(filter(CUSTOMER + ":call:call_h*"), HANGUPS).build();

        assertThat(set.matches(entry("call_hangup", CUSTOMER + ":call:17"))).isTrue();
        assertThat(set.matches(entry("call_held", CUSTOMER + ":call:17"))).isFalse();
        assertThat(set.matches(entry("call_hangup", CUSTOMER + ":chat:17"))).isFalse();
        assertThat(set.matches(entry("call_hangup", OTHER_CUSTOMER + ":call:17")))
                .isFalse();
    }

    @Test
    void theTypesOfAFilterCountBesideThoseThatWereAskedForWithIt() {
        FilterSet set =
                filters.add(filter(CUSTOMER + ":call:call_created"), HANGUPS).build();

        assertThat(set.matches(entry("call_hangup", CUSTOMER + ":call:17"))).isFalse();
        assertThat(set.matches(entry("call_created", CUSTOMER + ":call:17"))).isFalse();
    }

    @Test
    void everyFilterAtOnePlaceCounts() {
        FilterSet set = filters.add(filter(CUSTOMER + ":call"), TypeFilter.of(List.of("call_created")))
                .add(filter(CUSTOMER + ":call"), HANGUPS)
                .build();

        assertThat(set.matches(entry("call_created", CUSTOMER + ":call:17"))).isTrue();
        assertThat(set.matches(entry("call_hangup", CUSTOMER + ":call:17"))).isTrue();
        assertThat(set.matches(entry("call_held", CUSTOMER + ":call:17"))).isFalse();
    }

    @Test
    void aFilterOfADirectTokenDoesNotReachThroughAParentThatIsNotForIt() {
        LogEntry ofAQueue = childEntry(
                "call_created",
                List.of(new Parent(new Resource("queue", "7"), true), new Parent(new Resource("campaign", "3"), false)),
                CUSTOMER + ":call:17");

        assertThat(direct(":queue:7").matches(ofAQueue)).isTrue();
        assertThat(direct(":call:17").matches(ofAQueue)).isTrue();
        assertThat(direct(":campaign:3").matches(ofAQueue)).isFalse();
        assertThat(new FilterSet.Builder()
                        .add(filter(CUSTOMER + ":campaign:3"), TypeFilter.ALL)
                        .build()
                        .matches(ofAQueue))
                .isTrue();
    }

    @Test
    void aLateCopyIsKnownToWhoeverAskedForAnEarlierOne() {
        LogEntry late = entry(
                "call_created", new Topics(List.of(SECOND), new Resource("call", "17"), List.of(), List.of(FIRST)));
        TopicFilter ofTheFirst = new TopicFilter(FIRST.scope(), FIRST.id(), "call", null);
        TopicFilter ofTheSecond = new TopicFilter(SECOND.scope(), SECOND.id(), "call", null);
        FilterSet first =
                new FilterSet.Builder().add(ofTheFirst, TypeFilter.ALL).build();
        FilterSet second =
                new FilterSet.Builder().add(ofTheSecond, TypeFilter.ALL).build();
        FilterSet hangups = new FilterSet.Builder().add(ofTheFirst, HANGUPS).build();

        assertThat(first.matchesEarlier(late)).isTrue();
        assertThat(first.matches(late)).isFalse();
        assertThat(second.matchesEarlier(late)).isFalse();
        assertThat(second.matches(late)).isTrue();
        assertThat(hangups.matchesEarlier(late)).isFalse();
        assertThat(first.matchesEarlier(entry("call_created", Topics.of(new Resource("call", "17"), FIRST))))
                .isFalse();
    }

    private static FilterSet direct(String topic) {
        return new FilterSet.Builder()
                .add(filter(CUSTOMER + topic).forDirectToken(), TypeFilter.ALL)
                .build();
    }
}
