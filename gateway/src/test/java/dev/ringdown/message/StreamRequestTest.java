package dev.ringdown.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import dev.ringdown.log.Sequence;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a request for an event stream; a client may ask for three types here. */
class StreamRequestTest {
    private static final String FIRST = "00000007-0000000000000001";
    private static final StartingPoint AFTER_FIRST = new StartingPoint.After(new Sequence(7, 1));

    private final TestGateway gateway = new TestGateway(new ManualLoop());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topics=call,chat:c1",
                "topics=call&topics=chat:c1",
                "topics=call, chat:c1 ,call&topics=&topics=,",
                "topics=call&unknown=1&topics=chat:c1&last=&after=&snapshot=&types="
            })
    void topicsAreSeparatedByCommasOrRepeated(String query) {
        assertThat(read(query))
                .isEqualTo(new ClientMessage.Subscribe(
                        "\"stream\"", List.of("call", "chat:c1"), TypeFilter.ALL, new StartingPoint.Now()));
    }

    @Test
    void typesAreReadAsTopicsAre() {
        TypeFilter types =
                read("topics=call&types=call_hangup,chat*&types=queue_created").types();

        assertThat(types.matches("call_hangup")).isTrue();
        assertThat(types.matches("chatmessage_created")).isTrue();
        assertThat(types.matches("queue_created")).isTrue();
        assertThat(types.matches("call_created")).isFalse();
    }

    @Test
    void oneParameterSaysFromWhereOn() {
        assertThat(read("topics=call&last=1").from()).isEqualTo(new StartingPoint.Last(1));
        assertThat(read("topics=call&last=1000").from()).isEqualTo(new StartingPoint.Last(1000));
        assertThat(read("topics=call&snapshot=true").from()).isEqualTo(new StartingPoint.Snapshot());
        assertThat(read("topics=call&snapshot=false").from()).isEqualTo(new StartingPoint.Now());
        assertThat(read("topics=call&after=" + FIRST).from()).isEqualTo(AFTER_FIRST);
    }

    @Test
    void itMaySayInWhichShape() {
        assertThat(((StreamRequest) gateway.read("topics=call&shape=resource", null)).shape())
                .isEqualTo(EventShape.RESOURCE);
        assertThat(((StreamRequest) gateway.read("topics=call&shape=", null)).shape())
                .isEqualTo(EventShape.CLOUDEVENTS);
        assertThat(((StreamRequest) gateway.read("topics=call", FIRST)).shape()).isEqualTo(EventShape.CLOUDEVENTS);
    }

    /** A browser comes back with the address that it had, and with the position that it has. */
    @Test
    void theLastEventIdCountsInPlaceOfThem() {
        StreamRequest request = (StreamRequest) gateway.read("topics=call&snapshot=true&last=x", FIRST);

        assertThat(request.message().from()).isEqualTo(AFTER_FIRST);
    }

    /**
     * Yaffle's and better-sse's, Mercure's of today and of before, amvtek's and sse-channel's, and what others make of them.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lastEventId",
                "lastEventID",
                "Last-Event-ID",
                "Last-Event-Id",
                "last-event-id",
                "last_event_id",
                "LASTEVENTID",
                "evs_last_event_id"
            })
    void theQueryMayHaveItInAnySpelling(String name) {
        StreamRequest request =
                (StreamRequest) gateway.read("topics=call&snapshot=true&last=x&" + name + "=" + FIRST, null);

        assertThat(request.message().from()).isEqualTo(AFTER_FIRST);
        assertThat(((StreamFault) gateway.read("topics=call&" + name + "=17", null)).reason())
                .isEqualTo(name + ": 17 (expected: a sequence that this server has sent)");
        assertThat(read("topics=call&last=2&" + name + "=").from()).isEqualTo(new StartingPoint.Last(2));
    }

    @Test
    void theHeaderIsNewerThanTheAddress() {
        StreamRequest request =
                (StreamRequest) gateway.read("topics=call&lastEventId=00000007-0000000000000009&lastEventID=x", FIRST);

        assertThat(request.message().from()).isEqualTo(AFTER_FIRST);
    }

    @Test
    void severalPositionsAreNotGuessedAt() {
        assertThat(((StreamFault) gateway.read("topics=call&lastEventId=17&last_event_id=" + FIRST, null)).reason())
                .isEqualTo("lastEventId, last_event_id: several positions (expected: one)");
        assertThat(read("topics=call&lastEventId=" + FIRST + "&evs_last_event_id=" + FIRST)
                        .from())
                .isEqualTo(AFTER_FIRST);
    }

    @Test
    void anEmptyLastEventIdIsNone() {
        StreamRequest request = (StreamRequest) gateway.read("topics=call&last=2", "");

        assertThat(request.message().from()).isEqualTo(new StartingPoint.Last(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    x=1                          | topics: missing (expected: one or more, separated by commas)
                    topics=                      | topics: missing (expected: one or more, separated by commas)
                    topics=,                     | topics: missing (expected: one or more, separated by commas)
                    topics=a&types=a_,b_,c_,d_   | types: 4 of them (expected: at most 3)
                    topics=a&types=*_b           | types: *_b (expected: 1 to 128 of A-Z a-z 0-9 . _ -, with a * behind if it is the beginning of types, or *)
                    topics=a&last=0              | last: 0 (expected: 1 to 1000)
                    topics=a&last=1001           | last: 1001 (expected: 1 to 1000)
                    topics=a&last=-1             | last: -1 (expected: 1 to 1000)
                    topics=a&last=99999999999    | last: 99999999999 (expected: 1 to 1000)
                    topics=a&last=١              | last: ١ (expected: 1 to 1000)
                    topics=a&last=many           | last: many (expected: 1 to 1000)
                    topics=a&last=1&last=2       | last: given more than once (expected: once)
                    topics=a&snapshot=yes        | snapshot: yes (expected: true or false)
                    topics=a&shape=bare          | shape: bare (expected: one of cloudevents, envelope, resource)
                    topics=a&shape=envelope&shape=envelope | shape: given more than once (expected: once)
                    topics=a&after=7             | after: 7 (expected: a sequence that this server has sent)
                    topics=a&last=1&snapshot=true| after, last, snapshot: more than one of them (expected: one at most)
                    """)
    void whatIsWrongIsToldWithTheParameter(String query, String reason) {
        assertThat(((StreamFault) gateway.read(query, null)).reason()).isEqualTo(reason);
        assertThat(((StreamFault) gateway.read(query, null)).kind()).isEqualTo(StreamFault.Kind.MALFORMED);
    }

    @Test
    void whatGoesBeyondALimitNamesIt() {
        assertThat(((StreamFault) gateway.read("topics=a&types=a_,b_,c_,d_", null)).limit())
                .isEqualTo(Limit.TYPES);
    }

    @Test
    void aLastEventIdThatIsNoneIsToldByItsName() {
        assertThat(((StreamFault) gateway.read("topics=call", "17")).reason())
                .isEqualTo("Last-Event-ID: 17 (expected: a sequence that this server has sent)");
    }

    private ClientMessage.Subscribe read(String query) {
        return ((StreamRequest) gateway.read(query, null)).message();
    }
}
