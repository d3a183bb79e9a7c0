package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;

import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepliesTest {
    private static final String EMPTY_LOG = "00000007-0000000000000000";

    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void aClientThatKnowsOnlyTheSeedDocumentSeesNothingButEvents() {
        client.say("{'type':'subscribe','topics':['call']}");
        gateway.publish(call("created"));
        client.say("{'type':'unsubscribe','topics':['call']}");
        gateway.publish(call("hangup"));

        socket.assertEvents("call_created");
    }

    @Test
    void subscribedListsTheTopicsAsTheyWereWritten() {
        client.say("{'type':'subscribe','topics':['call','agent_id:A0000000-0000-4000-8000-00000000000A'],'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,"
                + "'topics':['call','agent_id:A0000000-0000-4000-8000-00000000000A'],'rejected':[],"
                + "'sequence':'" + EMPTY_LOG + "'}");
    }

    @Test
    void subscribedTellsHowFarTheSessionHasGot() {
        client.subscribe("call");
        gateway.publish(call("created"), call("hangup"));
        socket.assertEvents("call_created", "call_hangup");

        client.say("{'type':'subscribe','topics':['queue'],'id':2}");

        socket.assertSaid(
                "{'type':'subscribed','id':2,'topics':['queue'],'rejected':[],'sequence':'00000007-0000000000000002'}");
    }

    @Test
    void unsubscribedListsWhatHadBeenSubscribed() {
        client.subscribe("call");

        client.say("{'type':'unsubscribe','topics':['queue','call'],'id':2}");

        socket.assertSaid("{'type':'unsubscribed','id':2,'topics':['call']}");
    }

    @Test
    void pongTellsHowFarTheSessionHasGot() {
        client.say("{'type':'ping','id':4}");

        socket.assertSaid("{'type':'pong','id':4,'sequence':'" + EMPTY_LOG + "'}");
    }

    @Test
    void aPingWithoutAnIdOnlyShowsThatTheClientIsThere() {
        client.say("{'type':'ping'}");
    }

    @Test
    void aTopicNamedTwiceIsOne() {
        client.say("{'type':'subscribe','topics':['call','call'],'id':1}");

        socket.assertSaid(
                "{'type':'subscribed','id':1,'topics':['call'],'rejected':[],'sequence':'" + EMPTY_LOG + "'}");
    }

    @Test
    void noTopicsAtAllIsNotAnError() {
        client.say("{'type':'subscribe','topics':[],'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':[],'rejected':[],'sequence':'" + EMPTY_LOG + "'}");
    }

    @Test
    void anIdOfNullAsksForNoReply() {
        client.say("{'type':'subscribe','topics':['call'],'id':null}");
    }

    /** The id is the client's, and comes back as it was, down to the spelling of a number. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1           | 1",
                "-7          | -7",
                "1.50        | 1.50",
                "1e3         | 1e3",
                "9007199254740993 | 9007199254740993",
                "'a'         | 'a'",
                "''          | ''",
                "'größe ☎ 😀' | 'größe ☎ 😀'",
                "'\\u2603'   | '☃'",
                "'a\\\\b'    | 'a\\\\b'",
                "'\\u0000'   | '\\u0000'"
            })
    void theIdIsEchoed(String id, String echo) {
        client.say("{'id':" + id + ",'type':'ping'}");

        socket.assertSaid("{'type':'pong','id':" + echo + ",'sequence':'" + EMPTY_LOG + "'}");
    }

    @Test
    void whatTheServerDoesNotKnowIsLeftAlone() {
        client.say("{'type':'ping','id':1,'priority':{'a':[1,{'type':'x'}]},'topic':'call'}");

        socket.assertSaid("{'type':'pong','id':1,'sequence':'" + EMPTY_LOG + "'}");
    }
}
