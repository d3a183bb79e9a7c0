package dev.ringdown.subscription;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    private void say(String json) {
        client.say(json);
        loop.runUntilIdle();
    }

    private static String sequence(int offset) {
        return String.format("00000007-%016x", offset + 1);
    }

    @Test
    void whoResumesGetsExactlyWhatWasMissedThenLive() {
        gateway.publish(call("created"), of("queue", "created"), call("progressing"), call("updated"));

        say("{'type':'subscribe','topics':['call'],'after':'" + sequence(0) + "','id':1}");
        gateway.publish(call("hangup"));

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],'sequence':'" + sequence(0)
                + "','recovered':true}");
        socket.assertEvents("call_progressing", "call_updated", "call_hangup");
    }

    @Test
    void whoHasSeenEverythingGetsNothingAgain() {
        gateway.publish(call("created"));

        say("{'type':'subscribe','topics':['call'],'after':'" + sequence(0) + "'}");
        gateway.publish(call("hangup"));

        socket.assertEvents("call_hangup");
    }

    @Test
    void whoHasSeenMoreThanThisLoopHasRoutedGetsNothingTwice() {
        say("{'type':'subscribe','topics':['queue']}");
        gateway.append(call("created"), call("progressing"));

        say("{'type':'subscribe','topics':['call'],'after':'" + sequence(1) + "'}");
        gateway.publish(call("hangup"));

        socket.assertEvents("call_hangup");
    }

    @Test
    void whatRetentionHasTakenIsToldBeforeTheRest() {
        gateway.publish(call("created"), call("progressing"));
        gateway.log().dropEverything();
        gateway.publish(call("hangup"));

        say("{'type':'subscribe','topics':['call'],'after':'" + sequence(-1) + "','id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],'sequence':'" + sequence(-1)
                + "','recovered':false}");
        socket.assertSaid("{'type':'gap','topics':['call'],'after':'" + sequence(-1) + "','before':'" + sequence(2)
                + "','count':2,'reason':'retention'}");
        socket.assertEvents("call_hangup");
        assertThat(gateway.count("ringdown.gaps", "reason", "retention")).isOne();
    }

    @Test
    void whoHasNoTopicLeftIsToldNoGap() {
        say("{'type':'subscribe','topics':['call']}");
        socket.stall();
        gateway.publish(call("created"), call("progressing"));
        say("{'type':'unsubscribe','topics':['call']}");
        gateway.log().dropEverything();

        socket.resume();
        loop.runUntilIdle();

        socket.assertExhausted();
    }

    @Test
    void aPositionOfAnotherLogIsNoticed() {
        gateway.publish(call("created"));

        say("{'type':'subscribe','topics':['call'],'after':'00000006-0000000000000005','id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],'sequence':'" + sequence(-1)
                + "','recovered':false}");
        socket.assertSaid("{'type':'gap','topics':['call'],'after':'00000006-0000000000000005','before':'" + sequence(0)
                + "','count':null,'reason':'epoch'}");
        socket.assertEvents("call_created");
        assertThat(gateway.count("ringdown.gaps", "reason", "epoch")).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'00000007-8000000000000000'", "'nonsense'", "''"})
    void aPositionThatNobodySentIsRefused(String after) {
        say("{'type':'subscribe','topics':['call'],'after':" + after + ",'id':1}");
        gateway.publish(call("created"));

        socket.assertSaidStart("{'type':'error','id':1,'code':'invalidsequence','message':'after: ");
    }

    @Test
    void topicsOfSeveralCustomersHaveNoCommonPosition() {
        FakeSocket admin = new FakeSocket();
        gateway.connect(People.SUPER_ADMIN, admin)
                .say("{'type':'subscribe','topics':['customer_id:" + People.CUSTOMER + "','customer_id:"
                        + People.OTHER_CUSTOMER + "'],'after':'" + sequence(-1) + "','id':1}");
        loop.runUntilIdle();

        admin.assertSaidStart(
                "{'type':'error','id':1,'code':'invalidsequence','message':'topics: of several customers");
        admin.assertExhausted();
    }

    @Test
    void lastIsTheNewestThatMatchOldestOfThemFirst() {
        gateway.publish(call("created"), call("progressing"), of("queue", "created"), call("updated"));

        say("{'type':'subscribe','topics':['call'],'last':2,'id':1}");
        gateway.publish(call("hangup"));

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],'sequence':'" + sequence(3)
                + "','replayed':2}");
        socket.assertEvents("call_progressing", "call_updated", "call_hangup");
    }

    @Test
    void aSnapshotIsTheLatestEventOfEverythingAlive() {
        gateway.publish(
                call("created"),
                call("created").id("c2"),
                call("hangup"),
                call("updated").id("c2"),
                call("created").id("c3"));

        say("{'type':'subscribe','topics':['call'],'snapshot':true,'id':1}");
        gateway.publish(call("updated").id("c3"));

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],'sequence':'" + sequence(4)
                + "','snapshot':2,'complete':true}");
        socket.assertEvents("call_updated", "call_created", "call_updated");
    }

    @Test
    void aSnapshotThatIsNotCompleteSaysSo() {
        gateway.publish(
                call("created"),
                call("created").id("c2"),
                call("created").id("c3"),
                call("created").id("c4"));

        say("{'type':'subscribe','topics':['call'],'snapshot':true,'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':[],'sequence':'" + sequence(3)
                + "','snapshot':3,'complete':false}");
        socket.assertEvents("call_created", "call_created", "call_created");
    }

    @Test
    void nothingComesTwiceHoweverItIsAskedFor() {
        gateway.publish(call("created"), call("progressing"));
        say("{'type':'subscribe','topics':['call'],'after':'" + sequence(0) + "'}");
        socket.assertEvents("call_progressing");

        say("{'type':'subscribe','topics':['call:c1'],'after':'" + sequence(-1) + "'}");
        say("{'type':'subscribe','topics':['*'],'last':10}");
        say("{'type':'unsubscribe','topics':['call','call:c1','*']}");
        say("{'type':'subscribe','topics':['call'],'snapshot':true}");

        socket.assertEvents("call_created");
    }

    @Test
    void aStalledReplayGoesOnWhenTheSocketDrains() {
        gateway.publish(call("created"), call("hangup"));
        socket.stall();

        say("{'type':'subscribe','topics':['call'],'after':'" + sequence(-1) + "'}");
        gateway.publish(call("updated"));
        socket.assertExhausted();
        socket.resume();
        loop.runUntilIdle();

        socket.assertEvents("call_created", "call_hangup", "call_updated");
    }

    @Test
    void aReplayThatIsTakenBackEnds() {
        gateway.publish(call("created"));
        socket.stall();
        say("{'type':'subscribe','topics':['call'],'after':'" + sequence(-1) + "'}");

        say("{'type':'unsubscribe','topics':['call']}");
        socket.resume();
        gateway.publish(call("hangup"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'after':null", "'last':null", "'snapshot':null", "'snapshot':false"})
    void whoAsksForNoReplayGetsLiveEvents(String member) {
        gateway.publish(call("created"));
        say("{'type':'subscribe','topics':['call']," + member + "}");

        gateway.publish(call("hangup"));

        socket.assertEvents("call_hangup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'last':0", "'last':1001", "'last':'x'", "'last':1.5", "'snapshot':1", "'after':7"})
    void aStartingPointOfTheWrongKindIsMalformed(String member) {
        say("{'type':'subscribe','topics':['call']," + member + ",'id':1}");

        socket.assertSaidStart("{'type':'error','id':1,'code':'malformed','message':'");
    }

    @Test
    void thereIsOneStartingPointAtMost() {
        say("{'type':'subscribe','topics':['call'],'last':1,'snapshot':true,'id':1}");

        socket.assertSaidStart(
                "{'type':'error','id':1,'code':'malformed','message':'after, last, snapshot: more than one");
    }

    @Test
    void whoIsAheadOfItsOwnSlowTopicsIsLiveOnceTheyAreThere() {
        say("{'type':'subscribe','topics':['call']}");
        socket.stall();
        gateway.publish(call("created"), call("hangup"));
        say("{'type':'subscribe','topics':['queue'],'after':'" + sequence(1) + "'}");

        socket.resume();
        loop.runUntilIdle();
        gateway.publish(of("queue", "created"), call("created"));

        socket.assertEvents("call_created", "call_hangup", "queue_created", "call_created");
    }

    @Test
    void whoIsAheadOfTopicsThatAreServedFromTheLogIsLiveOnceTheyAreThere() {
        say("{'type':'subscribe','topics':['call']}");
        IntStream.range(0, 1025).forEach(i -> gateway.append(call("updated")));
        loop.runOnce();
        client.say("{'type':'subscribe','topics':['queue'],'after':'" + sequence(1024) + "'}");

        loop.runUntilIdle();
        gateway.publish(of("queue", "created"));

        assertThat(socket.takeEvents())
                .hasSize(1026)
                .last()
                .extracting(LogEntry::type)
                .isEqualTo("queue_created");
    }

    @Test
    void whoAsksAgainWithAPositionHasOneSubscriptionWithTheNewOptions() {
        say("{'type':'subscribe','topics':['call'],'types':['call_created']}");
        gateway.publish(call("created"));
        say("{'type':'subscribe','topics':['call'],'types':['call_hangup'],'after':'" + sequence(0) + "'}");
        gateway.publish(call("created"), call("hangup"));
        socket.assertEvents("call_created", "call_hangup");

        say("{'type':'unsubscribe','topics':['call']}");
        gateway.publish(call("created"), call("hangup"));

        socket.assertExhausted();
    }
}
