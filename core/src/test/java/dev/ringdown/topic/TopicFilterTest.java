package dev.ringdown.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
    private static final UUID CUSTOMER = UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de28");
    private static final UUID OTHER = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
    private static final Topics CALL = topics("call", "17");
    private static final Topics CALLBACK = topics("callback", "17");

    private static Topics topics(String resource, String id) {
        return Topics.of(new Resource(resource, id), new InScope(Scope.CUSTOMER, CUSTOMER));
    }

    @Test
    void callIsNoPrefixOfCallback() {
        TopicFilter calls = new TopicFilter(Scope.CUSTOMER, CUSTOMER, "call", null);

        assertThat(calls.reaches(CALL)).isTrue();
        assertThat(calls.reaches(CALLBACK)).isFalse();
    }

    @Test
    void callbackIsNoSuperstringOfCall() {
        TopicFilter callbacks = new TopicFilter(Scope.CUSTOMER, CUSTOMER, "callback", null);

        assertThat(callbacks.reaches(CALLBACK)).isTrue();
        assertThat(callbacks.reaches(CALL)).isFalse();
    }

    @Test
    void anIdIsNoPrefixOfALongerOne() {
        TopicFilter one = new TopicFilter(Scope.CUSTOMER, CUSTOMER, "call", "1");

        assertThat(one.reaches(CALL)).isFalse();
    }

    @Test
    void anIdOfAnyResourceMatchesEveryResourceWithThatId() {
        TopicFilter seventeen = new TopicFilter(Scope.CUSTOMER, CUSTOMER, null, "17");

        assertThat(seventeen.reaches(CALL)).isTrue();
        assertThat(seventeen.reaches(CALLBACK)).isTrue();
        assertThat(seventeen.reaches(topics("call", "18"))).isFalse();
    }

    @Test
    void aScopeOfTheSameIdIsStillAnotherScope() {
        TopicFilter agent = new TopicFilter(Scope.AGENT, CUSTOMER, null, null);

        assertThat(agent.reaches(CALL)).isFalse();
    }

    @Test
    void anotherCustomerMatchesNothing() {
        TopicFilter other = new TopicFilter(Scope.CUSTOMER, OTHER, null, null);

        assertThat(other.reaches(CALL)).isFalse();
    }

    @Test
    void aUuidMatchesInEitherCase() {
        TopicFilter filter = new TopicFilter(Scope.CUSTOMER, CUSTOMER, "call", "74AC5405-7C70-4184-9388-1C9F8F8CE25F");

        assertThat(filter.reaches(topics("call", "74ac5405-7C70-4184-9388-1c9f8f8ce25f")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28",
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:call",
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:call:17",
                "agent_id:5013bc52-da9a-11ee-844f-2fa34248de28:*:17",
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:call:*:call_7",
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:queue:*:queuecall_created",
                "agent_id:5013bc52-da9a-11ee-844f-2fa34248de28:*:*:call_7"
            })
    void aFilterIsWrittenWithoutWhatWouldMatchEverythingAtItsEnd(String text) {
        assertThat(Parsing.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {":*", ":*:*"})
    void starsAtTheEndAreNotWritten(String tail) {
        RequestedTopic everything = Parsing.parse("customer_id:5013bc52-da9a-11ee-844f-2fa34248de28" + tail);

        assertThat(everything).hasToString("customer_id:5013bc52-da9a-11ee-844f-2fa34248de28");
    }

    @ParameterizedTest
    @CsvSource({
        ":call,             :call:17,           true",
        ":call,             :chat,              false",
        ":call:17,          :call:18,           false",
        ":call:17,          :*:17,              true",
        ":*:17,             :*:18,              false",
        ":call,             '',                 true",
        ":call:call_hangup, :call:call_*,       true",
        ":call:call_hangup, :call:call_created, false"
    })
    void twoFiltersOverlapIfBothCanMeanAnEvent(String one, String other, boolean overlap) {
        String customer = "customer_id:" + CUSTOMER;

        assertThat(Parsing.filter(customer + one).overlaps(Parsing.filter(customer + other)))
                .isEqualTo(overlap);
        assertThat(Parsing.filter(customer + other).overlaps(Parsing.filter(customer + one)))
                .isEqualTo(overlap);
        assertThat(Parsing.filter(customer + one).overlaps(Parsing.filter("agent_id:" + CUSTOMER + other)))
                .isFalse();
        assertThat(Parsing.filter(customer + one).overlaps(Parsing.filter("customer_id:" + OTHER + other)))
                .isFalse();
    }

    @Test
    void aFilterOfADirectTokenDoesNotReachThroughAParentThatIsNotForIt() {
        Topics topics = new Topics(
                List.of(new InScope(Scope.CUSTOMER, CUSTOMER)),
                new Resource("call", "17"),
                List.of(
                        new Parent(new Resource("queue", "7"), true),
                        new Parent(new Resource("campaign", "3"), false)));
        TopicFilter queue = new TopicFilter(Scope.CUSTOMER, CUSTOMER, "queue", "7");
        TopicFilter campaign = new TopicFilter(Scope.CUSTOMER, CUSTOMER, "campaign", "3");

        assertThat(queue.reaches(topics)).isTrue();
        assertThat(campaign.reaches(topics)).isTrue();
        assertThat(queue.forDirectToken().reaches(topics)).isTrue();
        assertThat(campaign.forDirectToken().reaches(topics)).isFalse();
    }

    @Test
    void anEventIsAskedForIfItsTopicsAndItsTypeAre() {
        TopicFilter hangups = Parsing.filter("customer_id:" + CUSTOMER + ":call:call_hangup");

        assertThat(hangups.matches(CALL, "call_hangup")).isTrue();
        assertThat(hangups.matches(CALL, "call_created")).isFalse();
        assertThat(hangups.matches(CALLBACK, "call_hangup")).isFalse();
    }
}
