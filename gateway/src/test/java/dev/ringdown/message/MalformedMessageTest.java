package dev.ringdown.message;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.protocol.Limit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it is told what was wrong; reading never fails. */
class MalformedMessageTest {
    private static final int MAX_MEMBERS = 20;
    private static final ClientMessageReader.Maxima MAXIMA = new ClientMessageReader.Maxima(3, MAX_MEMBERS, 4);
    private static final String NO_OBJECT = "not a JSON object, expected {\"type\":\"subscribe\",\"topics\":[…]}";

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "[{'type':'ping'}]", "'ping'", "1", "null", "true"})
    void onlyAnObjectIsAMessage(String json) {
        assertThat(malformed(json).reason()).isEqualTo(NO_OBJECT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ping",
                "{",
                "{'type'",
                "{'type':",
                "{'type':'ping'",
                "{'type':'ping',}",
                "{'type':'ping' 'id':1}",
                "{type:'ping'}",
                "{'type':'pi",
                "{'type':'subscribe','topics':['call'",
                "{'type':'subscribe','topics':['call',]}",
                "{'type':'ping','id':01}",
                "{'type':'ping','id':+1}",
                "{'type':'ping','id':NaN}",
                "{'type':'ping','x':'\\q'}",
                "{'type':'ping','x':'\\u12'}",
                "/* hello */{'type':'ping'}"
            })
    void brokenJsonIsSaidToBeBroken(String json) {
        assertThat(malformed(json).reason()).startsWith("not JSON at byte ");
    }

    @Test
    void aControlCharacterInAStringIsNotJson() {
        assertThat(malformed("{'type':'ping','x':'a\nb'}").reason()).startsWith("not JSON at byte ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                          | type: missing (expected: subscribe, unsubscribe, authenticate, explain or ping)",
                "{'id':1,'topics':['call']}                  | type: missing (expected: subscribe, unsubscribe, authenticate, explain or ping)",
                "{'type':null}                               | type: missing (expected: subscribe, unsubscribe, authenticate, explain or ping)",
                "{'type':1}                                  | type: 1 (expected: a string)",
                "{'type':['subscribe'],'topics':['call']}    | type: [ (expected: a string)",
                "{'type':{'type':'ping'}}                    | type: { (expected: a string)",
                "{'type':'subscribe'}                        | topics: missing (expected: an array of strings)",
                "{'type':'unsubscribe'}                      | topics: missing (expected: an array of strings)",
                "{'type':'subscribe','topics':null}          | topics: missing (expected: an array of strings)",
                "{'type':'explain','topics':null}            | topics: missing (expected: an array of strings)",
                "{'type':'authenticate','token':null}        | token: missing (expected: a token)",
                "{'type':'subscribe','topics':'call'}        | topics: expected an array of strings",
                "{'type':'subscribe','topics':{'a':'call'}}  | topics: expected an array of strings",
                "{'type':'subscribe','topics':['call',1]}    | topics: expected an array of strings",
                "{'type':'subscribe','topics':['call',null]} | topics: expected an array of strings",
                "{'type':'unsubscribe','topics':[['call']]}  | topics: expected an array of strings",
                "{'type':'subscribe','topics':['call'],'types':'call_hangup'}     | types: expected an array of 1 to 3 strings",
                "{'type':'subscribe','topics':['call'],'last':20.5}               | last: 20.5 (expected: 1 to 1000)",
                "{'type':'subscribe','topics':['call'],'last':0.0}                | last: 0.0 (expected: 1 to 1000)",
                "{'type':'subscribe','topics':['call'],'last':1e400}              | last: 1e400 (expected: 1 to 1000)",
                "{'type':'subscribe','topics':['call'],'last':4294967297}         | last: 4294967297 (expected: 1 to 1000)",
                "{'type':'subscribe','topics':['call'],'last':'20'}               | last: 20 (expected: 1 to 1000)",
                "{'type':'subscribe','topics':['call'],'types':[]}                | types: expected an array of 1 to 3 strings",
                "{'type':'subscribe','topics':['call'],'types':[1]}               | types: expected an array of 1 to 3 strings",
                "{'type':'subscribe','topics':['call'],'types':['a','b','c','d']} | types: expected an array of 1 to 3 strings",
                "{'type':'subscribe','topics':['call'],'types':['a','*_b']} | types: *_b (expected: 1 to 128 of A-Z a-z 0-9 . _ -",
                "{'type':'subscribe','topics':['call'],'types':['']}        | types:  (expected: 1 to 128 of A-Z a-z 0-9 . _ -",
                "{'type':'subscribe','topics':['call'],'last':1,'once':1}   | once: 1 (expected: true or false)",
                "{'type':'subscribe','topics':['call'],'last':1,'once':[]}  | once: [ (expected: true or false)",
                "{'type':'subscribe','topics':['call'],'snapshot':1}        | snapshot: 1 (expected: true or false)",
                "{'type':'subscribe','topics':['call'],'after':1}           | after: 1 (expected: a sequence)",
                "{'type':'subscribe','topics':['call'],'once':true}         | once: without last or snapshot",
                "{'type':'authenticate','token':['secret']}  | token: not a string (expected: a token)",
                "{'type':'ping','id':true}                   | id: true (expected: a string or a number)",
                "{'type':'ping','id':[1]}                    | id: [ (expected: a string or a number)",
                "{'type':'ping','id':{}}                     | id: { (expected: a string or a number)",
                "{'type':'ping'} {'type':'ping'}             | more after the end, expected one JSON object",
                "{'type':'ping'}{                            | more after the end, expected one JSON object",
                "{'type':'ping'}]                            | not JSON at byte 15: Unexpected close marker ']'",
                "{'type':'ping','id':'\\ud83d'}              | id: half of a surrogate pair (expected: Unicode text)"
            })
    void aMemberOfTheWrongKindIsNamed(String json, String reason) {
        assertThat(malformed(json).reason()).startsWith(reason);
    }

    @Test
    void aTypeMayBeAsLongAsTypesMayBe() {
        assertThat(malformed("{'type':'subscribe','topics':['call'],'types':['" + "x".repeat(129) + "*']}")
                        .reason())
                .startsWith("types: " + "x".repeat(128) + "… (expected: 1 to 128 of");
        assertThat(read("{'type':'subscribe','topics':['call'],'types':['" + "x".repeat(128) + "*']}"))
                .isInstanceOf(ClientMessage.Subscribe.class);
    }

    @Test
    void aHugeIdIsCutAndNotEchoed() {
        ClientMessage.Unreadable asText = malformed("{'type':'ping','id':'" + "x".repeat(129) + "'}");
        ClientMessage.Unreadable asNumber = malformed("{'type':'ping','id':" + "1".repeat(129) + "}");

        assertThat(asText.id()).isNull();
        assertThat(asText.reason()).isEqualTo("id: " + "x".repeat(128) + "… (expected: at most 128 characters)");
        assertThat(asNumber.id()).isNull();
        assertThat(asNumber.reason()).isEqualTo("id: " + "1".repeat(128) + "… (expected: at most 128 characters)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 30_000})
    void deepNestingIsRefusedAndNotFollowed(int depth) {
        String nested = "[".repeat(depth) + "]".repeat(depth);

        assertThat(malformed("{'type':'ping','id':1,'x':" + nested + "}").reason())
                .startsWith("not JSON: Document nesting depth (1001) exceeds the maximum allowed");
        assertThat(malformed("{'type':" + nested + "}").reason()).startsWith("not JSON: Document nesting depth");
        assertThat(malformed("{'type':'subscribe','topics':" + nested + "}").reason())
                .startsWith("not JSON: Document nesting depth");
    }

    @Test
    void asManyMembersAsAMessageMayHaveAreReadAndOneMoreIsRefused() {
        String nested = IntStream.range(0, MAX_MEMBERS - 3)
                .mapToObj(i -> "'m" + i + "':0")
                .collect(joining(","));

        assertThat(read("{'type':'ping','id':1,'x':{" + nested + "}}")).isEqualTo(new ClientMessage.Ping("1"));
        assertThat(malformed("{'type':'ping','id':1,'x':{" + nested + "},'y':0}"))
                .isEqualTo(new ClientMessage.Unreadable(
                        "1",
                        ErrorCode.MALFORMED,
                        "more than 20 members (expected: at most limits.message-members)",
                        Limit.MESSAGE_MEMBERS));
    }

    @Test
    void asManyTopicsAsAMessageMayHaveAreReadAndOneMoreIsRefused() {
        assertThat(read("{'type':'unsubscribe','id':1,'topics':['a','b','c','d']}"))
                .isEqualTo(new ClientMessage.Unsubscribe("1", List.of("a", "b", "c", "d")));
        assertThat(malformed("{'type':'unsubscribe','topics':['a','b','c','d','e','f'],'id':1}"))
                .isEqualTo(new ClientMessage.Unreadable(
                        "1",
                        ErrorCode.MALFORMED,
                        "topics: more than 4 (expected: at most limits.message-topics in one message)",
                        Limit.MESSAGE_TOPICS));
    }

    @Test
    void aHundredTopicsAreExplainedAtOnceAndOneMoreIsRefused() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "'t" + i + "'").collect(joining(","));

        assertThat(readMany("{'type':'explain','id':1,'topics':[" + hundred + "]}"))
                .isInstanceOfSatisfying(
                        ClientMessage.Explain.class,
                        explain -> assertThat(explain.topics()).hasSize(100));
        assertThat(readMany("{'type':'explain','id':1,'topics':[" + hundred + ",'more']}"))
                .isEqualTo(new ClientMessage.Unreadable(
                        "1", ErrorCode.MALFORMED, "topics: 101 of them (expected: at most 100 to explain)", null));
    }

    private static ClientMessage readMany(String json) {
        return ClientMessageReader.read(
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                new ClientMessageReader.Maxima(3, MAX_MEMBERS, 1_000));
    }

    /** So that a client that waits for a reply gets one. */
    @Test
    void theIdIsFoundThoughItComesAfterTheFault() {
        assertThat(malformed("{'type':'subscribe','topics':1,'types':2,'id':7}"))
                .isEqualTo(new ClientMessage.Unreadable(
                        "7", ErrorCode.MALFORMED, "topics: expected an array of strings", null));
        assertThat(malformed("{'id':7,'type':'ping'").id()).isEqualTo("7");
    }

    /** These are UTF-8 too, so a text frame may bring them; a reader that guesses would take them for UTF-16. */
    @Test
    void zeroBytesDoNotMakeItAnotherCharset() {
        byte[] text = "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_16BE);

        assertThat(ClientMessageReader.read(text, MAXIMA)).isInstanceOf(ClientMessage.Unreadable.class);
    }

    private static ClientMessage read(String json) {
        return ClientMessageReader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), MAXIMA);
    }

    private static ClientMessage.Unreadable malformed(String json) {
        ClientMessage message = read(json);
        assertThat(message).isInstanceOf(ClientMessage.Unreadable.class);
        ClientMessage.Unreadable unreadable = (ClientMessage.Unreadable) message;
        assertThat(unreadable.code()).isEqualTo(ErrorCode.MALFORMED);
        return unreadable;
    }
}
