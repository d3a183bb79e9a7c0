package dev.ringdown.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringdown.protocol.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageReaderTest {
    private static final ClientMessageReader.Maxima MAXIMA = new ClientMessageReader.Maxima(3, 20, 20);

    @Test
    void theOrderOfTheMembersDoesNotMatter() {
        ClientMessage message = read("{'topics':['call'],'id':1,'type':'subscribe'}");

        assertThat(message).isInstanceOfSatisfying(ClientMessage.Subscribe.class, subscribe -> {
            assertThat(subscribe.id()).isEqualTo("1");
            assertThat(subscribe.topics()).containsExactly("call");
        });
    }

    @Test
    void topicsKeepTheirOrderAndComeOnce() {
        ClientMessage message = read("{'type':'unsubscribe','topics':['b','a','b','c']}");

        assertThat(message).isEqualTo(new ClientMessage.Unsubscribe(null, List.of("b", "a", "c")));
    }

    /** As in JavaScript; nobody should send it. */
    @Test
    void ofARepeatedMemberTheLastCounts() {
        ClientMessage message =
                read("{'type':'subscribe','topics':['a'],'id':1,'topics':['b'],'id':2,'type':'unsubscribe'}");

        assertThat(message).isEqualTo(new ClientMessage.Unsubscribe("2", List.of("b")));
    }

    @Test
    void spaceAndEscapesAreJson() {
        ClientMessage message = read(" \r\n{\t'type' : 'p\\u0069ng' , 'id' : 'x' }\n");

        assertThat(message).isEqualTo(new ClientMessage.Ping("\"x\""));
    }

    @Test
    void asManyTypesAsAllowedAreRead() {
        ClientMessage message = read("{'type':'subscribe','topics':['call'],'types':['call_a','call_b','queue_*']}");

        assertThat(message).isInstanceOfSatisfying(ClientMessage.Subscribe.class, subscribe -> {
            assertThat(subscribe.types().matches("call_b")).isTrue();
            assertThat(subscribe.types().matches("queue_created")).isTrue();
            assertThat(subscribe.types().matches("call_c")).isFalse();
        });
    }

    @Test
    void anIdOfTheGreatestLengthIsRead() {
        assertThat(read("{'type':'ping','id':'" + "x".repeat(128) + "'}"))
                .isEqualTo(new ClientMessage.Ping('"' + "x".repeat(128) + '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'shout','id':1}           | 1 | unknowntype | type: shout (expected: subscribe, unsubscribe, authenticate, explain or ping)",
                "{'type':'Subscribe','topics':[]}  |   | unknowntype | type: Subscribe (expected: subscribe, unsubscribe, authenticate, explain or ping)",
                "{'type':'revoke','id':1}          | 1 | unknowntype | type: revoke (expected: subscribe, unsubscribe, authenticate, explain or ping)",
                "{'type':'','id':1}                | 1 | unknowntype | type:  (expected: subscribe, unsubscribe, authenticate, explain or ping)"
            })
    void aTypeThatIsNotKnownIsNamed(String json, @Nullable String id, String code, String reason) {
        assertUnreadable(json, id, code, reason);
    }

    @Test
    void aLongTypeIsCut() {
        assertUnreadable(
                "{'type':'" + "x".repeat(200) + "'}",
                null,
                "unknowntype",
                "type: " + "x".repeat(128) + "… (expected: subscribe, unsubscribe, authenticate, explain or ping)");
    }

    /** So Jackson and System.Text.Json write what is not set. */
    @Test
    void nullIsAsIfTheMemberWereNotThere() {
        assertThat(read("{'type':'subscribe','topics':['call'],'id':null,'types':null,'after':null,'last':null,"
                        + "'snapshot':null,'token':null,'unknown':null}"))
                .isEqualTo(read("{'type':'subscribe','topics':['call']}"));
        assertThat(read("{'type':'subscribe','topics':['call'],'after':null,'last':20,'snapshot':null}"))
                .isEqualTo(read("{'type':'subscribe','topics':['call'],'last':20}"));
        assertThat(read("{'type':'unsubscribe','topics':['call'],'id':null,'types':null}"))
                .isEqualTo(read("{'type':'unsubscribe','topics':['call']}"));
        assertThat(read("{'type':'authenticate','token':'t','topics':null,'id':null}"))
                .isEqualTo(read("{'type':'authenticate','token':'t'}"));
        assertThat(read("{'type':'ping','topics':null,'token':null,'id':7}")).isEqualTo(read("{'type':'ping','id':7}"));
    }

    /** JSON has one kind of number (RFC 8259 section 6). */
    @ParameterizedTest
    @ValueSource(strings = {"20", "20.0", "2e1", "2.0E+1", "200e-1", "20.000"})
    void aWholeNumberMayBeWrittenInManyWays(String number) {
        assertThat(read("{'type':'subscribe','topics':['call'],'last':" + number + "}"))
                .isInstanceOfSatisfying(
                        ClientMessage.Subscribe.class,
                        subscribe -> assertThat(subscribe.from()).isEqualTo(new StartingPoint.Last(20)));
    }

    @ParameterizedTest
    @CsvSource({"subscribe, 1", "unsubscribe, 1", "explain, 1", "authenticate, 0", "ping, 0"})
    void aMessageKnowsItsTypeAndItsTopics(String type, int topics) {
        ClientMessage message = read("{'type':'" + type + "','id':7,'topics':['call'],'token':'t'}");

        assertThat(message.type()).isEqualTo(type);
        assertThat(message.id()).isEqualTo("7");
        assertThat(message.topics()).hasSize(topics);
    }

    @Test
    void whatCannotBeReadHasNoType() {
        assertThat(read("{'type':'shout'}").type()).isNull();
        assertThat(read("{'type':'shout'}").topics()).isEmpty();
    }

    @Test
    void aTokenIsNeverWrittenOut() {
        ClientMessage message = read("{'type':'authenticate','id':7,'token':'secret'}");

        assertThat(message).hasToString("Authenticate[id=7, token=…]");
    }

    @Test
    void historyMayBeAskedForOnce() {
        assertThat(once("'last':3,'once':true")).isTrue();
        assertThat(once("'snapshot':true,'once':true")).isTrue();
        assertThat(once("'last':3,'once':false")).isFalse();
        assertThat(once("'last':3,'once':null")).isFalse();
        assertThat(once("'last':3")).isFalse();
    }

    private static boolean once(String members) {
        return read("{'type':'subscribe','topics':['call']," + members + "}")
                        instanceof ClientMessage.Subscribe subscribe
                && subscribe.once();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void theLastAreOneToAThousand(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StartingPoint.Last(count))
                .withMessage("last: " + count + " (expected: 1 to 1000)");
        assertThat(new StartingPoint.Last(1).count()).isOne();
        assertThat(new StartingPoint.Last(1000).count()).isEqualTo(1000);
    }

    private static void assertUnreadable(String json, @Nullable String id, String code, String reason) {
        assertThat(read(json)).isInstanceOfSatisfying(ClientMessage.Unreadable.class, unreadable -> {
            assertThat(unreadable.id()).isEqualTo(id);
            assertThat(unreadable.code().text()).isEqualTo(code);
            assertThat(unreadable.reason()).isEqualTo(reason);
            assertThat(unreadable.code()).isNotEqualTo(ErrorCode.MALFORMED);
        });
    }

    private static ClientMessage read(String json) {
        return ClientMessageReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), MAXIMA);
    }
}
