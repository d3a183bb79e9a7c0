package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A plain subscribe to a topic that is still being replayed is about its types, and lets the replay go on. */
class RetypedReplayTest {
    private static final String BEGINNING = "00000007-0000000000000000";

    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    private void replayOnAStalledSocket(String topics) {
        socket.stall();
        replay(topics);
        loop.runUntilIdle();
    }

    private void replay(String topics) {
        client.say("{'type':'subscribe','topics':[" + topics + "],'after':'" + BEGINNING + "'}");
    }

    private void resume() {
        socket.resume();
        loop.runUntilIdle();
    }

    @Test
    void subscribingAgainLosesNothingOfTheReplay() {
        gateway.publish(call("created"), call("progressing"));
        replayOnAStalledSocket("'call'");

        client.subscribe("call");
        resume();
        gateway.publish(call("hangup"));

        socket.assertEvents("call_created", "call_progressing", "call_hangup");
    }

    @Test
    void theClientIsToldAtOnceAndThatItsPositionIsWhereTheReplayIs() {
        gateway.publish(call("created"), call("progressing"));
        replayOnAStalledSocket("'call'");

        client.say("{'type':'subscribe','topics':['call'],'id':2}");

        socket.assertSaid(
                "{'type':'subscribed','id':2,'topics':['call'],'rejected':[],'sequence':'" + BEGINNING + "'}");
    }

    @Test
    void otherTypesHoldForTheRestOfTheReplayAndAfterwards() {
        gateway.publish(call("created"), call("hangup"), call("updated"));
        replayOnAStalledSocket("'call'");

        client.subscribeTyped("call", "call_hangup");
        resume();
        gateway.publish(call("created"), call("hangup"));

        socket.assertEvents("call_hangup", "call_hangup");
    }

    @Test
    void whatWasSentBeforeWithOtherTypesStaysSent() {
        IntStream.range(0, 128).forEach(i -> gateway.append(call("updated")));
        gateway.publish(call("created"), call("hangup"));
        replay("'call'");
        loop.runOnce();
        assertThat(socket.takeEvents()).hasSize(128); // a step of the walk

        client.subscribeTyped("call", "call_hangup");
        loop.runUntilIdle();

        socket.assertEvents("call_hangup");
    }

    @Test
    void aLaterReplaySendsWhatTheTypesLeftOutAndNothingTwice() {
        IntStream.range(0, 128).forEach(i -> gateway.append(call("updated")));
        gateway.publish(call("created"), call("hangup"));
        replay("'call'");
        loop.runOnce();
        client.subscribeTyped("call", "call_hangup");
        loop.runUntilIdle();
        socket.forget();

        replay("'call'");
        loop.runUntilIdle();

        socket.assertEvents("call_created");
    }

    @Test
    void onlyTheTopicThatIsNamedIsChanged() {
        gateway.publish(call("created"), of("queue", "created"), call("hangup"));
        replayOnAStalledSocket("'call','queue'");

        client.subscribeTyped("call", "call_hangup");
        resume();

        socket.assertEvents("queue_created", "call_hangup");
    }

    @Test
    void aTopicThatIsNewBesidesIsLiveAtOnce() {
        gateway.publish(call("created"));
        replayOnAStalledSocket("'call'");

        client.subscribe("call", "queue");
        resume();
        gateway.publish(of("queue", "created"), call("hangup"));

        assertThat(socket.takeEvents())
                .extracting(LogEntry::type)
                .containsExactly("call_created", "queue_created", "call_hangup");
    }

    @Test
    void historyThatIsStillLookedForIsSentWithTheNewTypes() {
        gateway.publish(call("created"), call("hangup"));
        client.say("{'type':'subscribe','topics':['call'],'last':10}");

        client.subscribeTyped("call", "call_hangup");
        loop.runUntilIdle();
        gateway.publish(call("created"), call("hangup"));

        socket.assertEvents("call_hangup", "call_hangup");
    }

    @Test
    void anotherReplayBeginsAfresh() {
        gateway.publish(call("created"), call("hangup"));
        replayOnAStalledSocket("'call'");
        client.subscribeTyped("call", "call_hangup");

        replay("'call'");
        resume();

        socket.assertEvents("call_created", "call_hangup");
    }

    @Test
    void takingTheTopicBackEndsTheReplay() {
        gateway.publish(call("created"), call("hangup"));
        replayOnAStalledSocket("'call'");
        client.subscribeTyped("call", "call_hangup");

        client.say("{'type':'unsubscribe','topics':['call'],'id':3}");
        socket.assertSaid("{'type':'unsubscribed','id':3,'topics':['call']}");
        resume();

        gateway.publish(call("created"), call("hangup"));
    }

    @Test
    void takingOneTopicBackLeavesTheOthersReplay() {
        gateway.publish(call("created"), of("queue", "created"), call("hangup"));
        replayOnAStalledSocket("'call','queue'");
        client.subscribeTyped("call", "call_hangup");

        client.unsubscribe("call");
        resume();
        gateway.publish(call("hangup"), of("queue", "deleted"));

        socket.assertEvents("queue_created", "queue_deleted");
    }
}
