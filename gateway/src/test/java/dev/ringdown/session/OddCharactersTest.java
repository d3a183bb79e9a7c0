package dev.ringdown.session;

import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** JSON can spell half of a surrogate pair and UTF-8 cannot: whoever sends one gets an answer, and stays connected. */
class OddCharactersTest {
    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void theSessionIsWell() {
        client.say("{'type':'ping','id':99}");
        socket.assertSaidStart("{'type':'pong','id':99,").assertExhausted();
    }

    @Test
    void inATopic() {
        client.say("{'type':'subscribe','topics':['\\ud83d'],'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':[],'rejected':[{'topic':'?','code':'invalidtopic',"
                + "'message':'?: the resource is not * or 1 to 64 of a-z 0-9 _ -'}],"
                + "'sequence':'00000007-0000000000000000'}");
    }

    @Test
    void inATopicWithoutAnId() {
        client.say("{'type':'subscribe','topics':['\\ude00']}");

        socket.assertSaid("{'type':'error','code':'invalidtopic',"
                + "'message':'?: the resource is not * or 1 to 64 of a-z 0-9 _ -','topics':['?']}");
    }

    @Test
    void inTheType() {
        client.say("{'type':'\\ud83d','id':1}");

        socket.assertSaid("{'type':'error','id':1,'code':'unknowntype',"
                + "'message':'type: ? (expected: subscribe, unsubscribe, authenticate, explain or ping)'}");
    }

    @Test
    void inTheIdWhichThenCannotBeEchoed() {
        client.say("{'type':'ping','id':'\\ud83d'}");

        socket.assertSaid("{'type':'error','code':'malformed',"
                + "'message':'id: half of a surrogate pair (expected: Unicode text)'}");
    }

    /** Jackson's message shows the lower 16 bits of such a character, and those of U+1D800 are half of a pair. */
    @Test
    void inWhatTheParserSays() {
        client.say("{'type':\uD836\uDC00}");

        socket.assertSaidStart("{'type':'error','code':'malformed','message':'not JSON at byte ");
    }

    @Test
    void inACutValue() {
        client.say("{'type':'" + "x".repeat(127) + "\uD83D\uDE00" + "','id':1}");

        socket.assertSaid("{'type':'error','id':1,'code':'unknowntype','message':'type: " + "x".repeat(127)
                + "… (expected: subscribe, unsubscribe, authenticate, explain or ping)'}");
    }
}
