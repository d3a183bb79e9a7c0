package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;

import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** History that is asked for once: all of it, whatever the connection has had, and nothing is subscribed by it. */
class OnceTest {
    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void whatTheConnectionHasHadComesAgain() {
        client.subscribe("call");
        gateway.publish(call("created"), call("progressing"));
        socket.assertEvents("call_created", "call_progressing");

        client.say("{'type':'subscribe','topics':['call'],'last':2,'once':true,'id':7}");
        loop.runUntilIdle();

        socket.assertSaidStart("{'type':'subscribed','id':7,'topics':['call'],'rejected':[]")
                .assertEvents("call_created", "call_progressing");
    }

    @Test
    void whatIsSubscribedStaysAsItIsAndNothingElseIs() {
        client.subscribe("call");
        client.say("{'type':'subscribe','topics':['call','chat'],'snapshot':true,'once':true,'id':7}");
        loop.runUntilIdle();
        socket.assertSaidStart("{'type':'subscribed','id':7");

        gateway.publish(call("created"));

        socket.assertEvents("call_created");
    }

    @Test
    void whatComesOnceIsNotTakenForSentToASubscription() {
        gateway.publish(call("created"));
        client.say("{'type':'subscribe','topics':['call'],'last':1,'once':true,'id':7}");
        loop.runUntilIdle();
        socket.assertSaidStart("{'type':'subscribed','id':7").assertEvents("call_created");

        client.say("{'type':'subscribe','topics':['call'],'last':1,'id':8}");
        loop.runUntilIdle();

        socket.assertSaidStart("{'type':'subscribed','id':8").assertEvents("call_created");
    }

    @Test
    void itIsAnsweredInTheOrderInWhichItWasAsked() {
        gateway.publish(call("created"));
        client.say("{'type':'subscribe','topics':['call'],'last':1,'once':true,'id':7}");
        client.say("{'type':'subscribe','topics':['call'],'snapshot':true,'once':true,'id':8}");
        client.say("{'type':'subscribe','topics':['call'],'last':1,'id':9}");
        loop.runUntilIdle();

        socket.assertSaidStart("{'type':'subscribed','id':7")
                .assertEvents("call_created")
                .assertSaidStart("{'type':'subscribed','id':8")
                .assertEvents("call_created")
                .assertSaidStart("{'type':'subscribed','id':9")
                .assertEvents("call_created");
    }

    @Test
    void whoeverTakesItBackIsAnsweredAllTheSame() {
        gateway.publish(call("created"));
        client.say("{'type':'subscribe','topics':['call'],'last':1,'once':true,'id':7}");
        client.say("{'type':'unsubscribe','topics':['call']}");
        loop.runUntilIdle();

        socket.assertSaidStart("{'type':'subscribed','id':7");
    }

    @Test
    void onceOfNothingIsAMistake() {
        client.say("{'type':'subscribe','topics':['call'],'once':true}");
        client.say("{'type':'subscribe','topics':['call'],'last':1,'once':'yes'}");

        socket.assertSaid("{'type':'error','code':'malformed',"
                        + "'message':'once: without last or snapshot (expected: beside one of them)'}")
                .assertSaidStart("{'type':'error','code':'malformed','message':'once: ");
    }
}
