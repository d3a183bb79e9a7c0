package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.call;

import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Positions count the events of one customer and tell nothing of any other's. */
class OwnCountTest {
    private static final TestEvent OTHERS =
            call("created").customer(People.OTHER_CUSTOMER).owner(People.ADMIN_ID);
    private static final String OTHERS_TOPIC = "customer_id:" + People.OTHER_CUSTOMER + ":call";

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
    void theyStandStillWhileOnlyOthersPublish() {
        gateway.publish(call("created"));
        say("{'type':'subscribe','topics':['queue'],'id':1}");
        socket.assertSaid("{'type':'subscribed','id':1,'topics':['queue'],'rejected':[],"
                + "'sequence':'00000007-0000000000000001'}");

        gateway.publish(OTHERS, OTHERS, OTHERS);
        say("{'type':'ping','id':2}");

        socket.assertSaid("{'type':'pong','id':2,'sequence':'00000007-0000000000000001'}");
    }

    @Test
    void theyGoOnWithEventsThatTheClientHasNotAskedFor() {
        say("{'type':'subscribe','topics':['queue']}");

        gateway.publish(OTHERS, call("created"), OTHERS, call("hangup"), OTHERS);
        say("{'type':'ping','id':1}");

        socket.assertSaid("{'type':'pong','id':1,'sequence':'00000007-0000000000000002'}");
    }

    /** The log has more than this loop has routed. */
    @Test
    void theyGoNoFurtherThanWhatHasBeenRouted() {
        say("{'type':'subscribe','topics':['call']}");
        gateway.publish(call("created"));
        gateway.append(OTHERS, call("progressing"), OTHERS, call("hangup"));

        client.say("{'type':'ping','id':1}");

        socket.assertEvents("call_created");
        socket.assertSaid("{'type':'pong','id':1,'sequence':'00000007-0000000000000001'}");
        loop.runUntilIdle();
        socket.assertEvents("call_progressing", "call_hangup");
    }

    /** Else it would go back once there is a topic, and a client would resume behind what it has not got. */
    @Test
    void theyGoNoFurtherThanThatEitherBeforeThereIsATopic() {
        gateway.connect(People.ADMIN, new FakeSocket()).subscribe("call"); // so that the loop follows the log
        gateway.publish(call("created"));
        gateway.append(OTHERS, call("progressing"));

        client.say("{'type':'ping','id':1}");
        client.say("{'type':'subscribe','topics':['call'],'id':2}");
        loop.runUntilIdle();

        socket.assertSaid("{'type':'pong','id':1,'sequence':'00000007-0000000000000001'}");
        socket.assertSaid("{'type':'subscribed','id':2,'topics':['call'],'rejected':[],"
                + "'sequence':'00000007-0000000000000001'}");
        socket.assertEvents("call_progressing");
    }

    @Test
    void aStalledSessionStandsAtWhatItWasGivenLast() {
        say("{'type':'subscribe','topics':['call']}");
        gateway.publish(call("created"), OTHERS);
        socket.assertEvents("call_created");
        socket.stall();
        gateway.publish(OTHERS, call("progressing"), OTHERS, call("hangup"));

        client.say("{'type':'ping','id':1}");
        socket.resume();
        loop.runUntilIdle();

        socket.assertSaid("{'type':'pong','id':1,'sequence':'00000007-0000000000000001'}");
        socket.assertEvents("call_progressing", "call_hangup");
    }

    /** The tail has forgotten what would tell where the loop stands, and the client was sent nothing that tells it. */
    @Test
    void whoSubscribesWhileTheLoopIsBehindTheTailIsToldWhereTheTopicBegins() {
        say("{'type':'subscribe','topics':['queue'],'id':1}");
        gateway.publish(call("created"), OTHERS, call("progressing"), OTHERS);
        TestEvent[] others = new TestEvent[TestGateway.TAIL_ENTRIES + 1];
        Arrays.fill(others, OTHERS);
        gateway.append(others);
        gateway.append(call("recording_started"));
        gateway.append(call("hangup"));

        client.say("{'type':'subscribe','topics':['call'],'id':2}");
        loop.runUntilIdle();

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['queue'],'rejected':[],"
                + "'sequence':'00000007-0000000000000000'}");
        socket.assertSaid("{'type':'subscribed','id':2,'topics':['call'],'rejected':[],"
                + "'sequence':'00000007-0000000000000002'}");
        socket.assertEvents("call_recording_started", "call_hangup");
    }

    @Test
    void whoResumesWithItGetsExactlyWhatFollowsHoweverMuchOthersPublished() {
        gateway.publish(OTHERS, call("created"), OTHERS, OTHERS, call("progressing"), OTHERS, call("hangup"), OTHERS);

        say("{'type':'subscribe','topics':['call'],'after':'00000007-0000000000000001','id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],"
                + "'sequence':'00000007-0000000000000001','recovered':true}");
        socket.assertEvents("call_progressing", "call_hangup");
    }

    /** Its customer may publish nothing for longer than the log keeps what others publish. */
    @Test
    void whoHasSeenEverythingHasMissedNothingThoughAllOfItIsGone() {
        gateway.publish(call("created"), OTHERS);
        gateway.log().dropEverything();

        say("{'type':'subscribe','topics':['call'],'after':'00000007-0000000000000001','id':1}");
        gateway.publish(call("hangup"));

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],"
                + "'sequence':'00000007-0000000000000001','recovered':true}");
        socket.assertEvents("call_hangup");
    }

    /** Topics of several customers share no position. */
    @Test
    void theAnswerToASubscribeMessageSpeaksOfTheCustomerWhoseTopicsItNames() {
        FakeSocket admin = new FakeSocket();
        TestClient superAdmin = gateway.connect(People.SUPER_ADMIN, admin);
        gateway.publish(call("created"), OTHERS, OTHERS);

        superAdmin.say("{'type':'subscribe','topics':['" + OTHERS_TOPIC + "'],'id':1}");
        superAdmin.say("{'type':'subscribe','topics':['call'],'id':2}");
        superAdmin.say("{'type':'ping','id':3}");
        loop.runUntilIdle();

        admin.assertSaid("{'type':'subscribed','id':1,'topics':['" + OTHERS_TOPIC
                + "'],'rejected':[],'sequence':'00000007-0000000000000002'}");
        admin.assertSaid("{'type':'subscribed','id':2,'topics':['call'],'rejected':[],"
                + "'sequence':'00000007-0000000000000001'}");
        admin.assertSaid("{'type':'pong','id':3,'sequence':'00000007-0000000000000001'}");
        admin.assertExhausted();
    }
}
