package dev.ringdown.subscription;

import static dev.ringdown.testing.Reading.HISTORY_ENTRIES;
import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.Cost;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.Test;

/** Looking for the last events ends at a bound and says so, and ends with whoever asked. */
class BoundedHistoryTest {
    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final TestClient client = gateway.connect(People.AGENT, socket);

    private void publishCalls(int count) {
        for (int i = 0; i < count; i++) {
            gateway.append(call("updated"));
        }
        loop.runUntilIdle();
    }

    private void say(String json) {
        client.say(json);
        loop.runUntilIdle();
    }

    @Test
    void whatIsAtTheBoundIsFound() {
        gateway.publish(of("queue", "created"));
        publishCalls(HISTORY_ENTRIES - 1);

        say("{'type':'subscribe','topics':['queue'],'last':1,'id':1}");

        socket.assertSaidStart("{'type':'subscribed','id':1,'topics':['queue'],'rejected':[],'sequence':");
        socket.assertEvents("queue_created");
        socket.assertExhausted();
        assertThat(gateway.limitReached("limits.history-entries")).isZero();
    }

    @Test
    void whatIsBeyondItIsNotLookedForAndThatIsTold() {
        gateway.publish(of("queue", "created"));
        publishCalls(HISTORY_ENTRIES);

        say("{'type':'subscribe','topics':['queue'],'last':1,'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['queue'],'rejected':[],'sequence':'00000007-"
                + String.format("%016x", HISTORY_ENTRIES + 1) + "','replayed':0,'complete':false}");
        assertThat(gateway.limitReached("limits.history-entries")).isOne();
        gateway.publish(of("queue", "updated"));
        socket.assertEvents("queue_updated");
        socket.assertExhausted();
    }

    @Test
    void aSearchEndsWithItsSession() {
        publishCalls(HISTORY_ENTRIES);
        client.say("{'type':'subscribe','topics':['queue'],'last':1,'id':1}");
        loop.runOnce();
        assertThat(gateway.log().readsBack()).isOne();

        client.vanish();
        loop.runUntilIdle();

        assertThat(gateway.log().readsBack()).isOne();
        assertThat(gateway.accounts().node().held(Cost.REPLAYS)).isZero();
        socket.assertExhausted();
    }

    @Test
    void aSearchEndsWithTheLastOfItsTopics() {
        publishCalls(HISTORY_ENTRIES);
        client.say("{'type':'subscribe','topics':['queue','chat'],'last':1,'id':1}");
        loop.runOnce();

        client.unsubscribe("queue");
        client.unsubscribe("chat");
        loop.runUntilIdle();

        assertThat(gateway.log().readsBack()).isOne();
        socket.assertSaidStart("{'type':'subscribed','id':1,'topics':['queue','chat'],'rejected':[],");
        socket.assertExhausted();
    }

    @Test
    void whatRetentionTakesBeforeItIsSentClosesTheConnection() {
        gateway.publish(call("created"), call("updated"));
        socket.stall();
        say("{'type':'subscribe','topics':['call'],'last':2,'id':1}");
        socket.assertSaidStart("{'type':'subscribed','id':1,");
        for (int i = 0; i < TestGateway.TAIL_ENTRIES; i++) {
            gateway.append(of("queue", "updated"));
        }
        gateway.log().dropEverything();

        socket.resume();
        loop.runUntilIdle();

        socket.assertClosed(CloseReason.TOO_SLOW);
        assertThat(gateway.accounts().node().held(Cost.REPLAYS)).isZero();
    }
}
