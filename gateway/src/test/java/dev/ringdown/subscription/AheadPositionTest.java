package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.Cost;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.Reading;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client may have seen more, on another node, than this node has. */
class AheadPositionTest {
    private static final String AHEAD = "'after':'00000007-0000000000000002'";
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final FakeSocket socket = new FakeSocket();
    private final TestClient client = gateway.connect(People.AGENT, socket);

    private void say(String message) {
        client.say(message);
        loop.runUntilIdle();
    }

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void whoIsAheadGetsWhatComesAfterItsPositionOnceTheNodeHasGotThere() {
        gateway.publish(call("created"));
        say("{'type':'subscribe','topics':['call']," + AHEAD + ",'id':1}");
        socket.assertExhausted();

        gateway.publish(call("progressing"), call("hangup"));
        gateway.advance(A_SECOND);

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],"
                + "'sequence':'00000007-0000000000000002','recovered':true}");
        socket.assertEvents("call_hangup");
    }

    @Test
    void itsPositionIsNotTakenForAnybodyElsesEvents() {
        TestEvent others = call("created").customer(People.OTHER_CUSTOMER).owner(People.ADMIN_ID);
        gateway.publish(call("created"));
        say("{'type':'subscribe','topics':['call']," + AHEAD + ",'id':1}");

        gateway.publish(others, others);
        gateway.advance(A_SECOND);

        socket.assertExhausted();
    }

    @Test
    void whoIsAheadForTooLongIsToldToComeBack() {
        say("{'type':'subscribe','topics':['call']," + AHEAD + ",'id':1}");
        gateway.advance(Reading.POSITION_WAIT.minus(A_SECOND));
        socket.assertExhausted();

        gateway.advance(A_SECOND);

        socket.assertSaid("{'type':'error','id':1,'code':'unavailable','message':'after: 00000007-0000000000000002"
                + " (expected: a sequence that was sent; this node has not got there yet, subscribe again later)',"
                + "'limit':'limits.position-wait','topics':['call']}");
        assertThat(gateway.limitReached("limits.position-wait")).isOne();
        gateway.publish(call("created"));
    }

    @Test
    void nothingIsHeldOfWhoWasTooFarAhead() {
        say("{'type':'subscribe','topics':['call']," + AHEAD + "}");
        gateway.advance(Reading.POSITION_WAIT);

        socket.assertSaidStart("{'type':'error','code':'unavailable'");
        assertThat(client.session().account().held(Cost.REPLAYS)).isZero();
        assertThat(client.session().account().held(Cost.FILTER_BYTES)).isZero();
    }

    @Test
    void otherMessagesAreAnsweredMeanwhileAndPositionsStayBehindIt() {
        gateway.publish(call("created"));
        say("{'type':'subscribe','topics':['call']," + AHEAD + ",'id':1}");

        say("{'type':'ping','id':2}");

        socket.assertSaid("{'type':'pong','id':2,'sequence':'00000007-0000000000000001'}");
    }

    @Test
    void whoTakesItsTopicBackMeanwhileIsAnsweredAndGetsNothing() {
        say("{'type':'subscribe','topics':['call']," + AHEAD + ",'id':1}");

        say("{'type':'unsubscribe','topics':['call'],'id':2}");
        gateway.advance(A_SECOND);
        gateway.publish(call("created"), call("progressing"), call("hangup"));

        socket.assertSaid("{'type':'unsubscribed','id':2,'topics':['call']}");
        socket.assertSaidStart("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],");
    }
}
