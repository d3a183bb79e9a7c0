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
import org.junit.jupiter.params.provider.ValueSource;

/** This version keeps no history for sessions, and says so instead of delivering half of what was asked for. */
class ReplayUnavailableTest {
    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"after,'00000007-0000000000000000'", "last,20", "last,[{}]", "snapshot,true"})
    void aReplayIsRefusedAndNothingIsSubscribed(String member, String value) {
        client.say("{'type':'subscribe','topics':['call'],'" + member + "':" + value + ",'id':1}");
        gateway.publish(call("created"));

        socket.assertSaid("{'type':'error','id':1,'code':'unavailable','message':'" + member
                + ": this node keeps no history to replay; subscribe without it for live events'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'after':null", "'last':null", "'snapshot':null", "'snapshot':false"})
    void whoAsksForNoReplayGetsLiveEvents(String member) {
        client.say("{'type':'subscribe','topics':['call']," + member + "}");

        gateway.publish(call("created"));

        socket.assertEvents("call_created");
    }

    @Test
    void unsubscribingDoesNotCare() {
        client.say("{'type':'unsubscribe','topics':['call'],'last':20,'id':1}");

        socket.assertSaid("{'type':'unsubscribed','id':1,'topics':[]}");
    }
}
