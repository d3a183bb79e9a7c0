package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.Budgets;
import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.limits.Cost;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays under way and what they hold are counted, and given back however they end. */
class ReplayBudgetTest {
    private static final long MANY = 1_000_000;
    private static final String BEGINNING = "00000007-0000000000000000";
    private static final int SNAPSHOT_BYTES = (int) FoundEntries.bytes(3);

    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();

    private final TestGateway gateway = new TestGateway(
            loop,
            Budgets.UNLIMITED
                    .with(Cost.REPLAYS, new Maxima(2, 3, MANY, MANY))
                    .with(Cost.REPLAY_BYTES, new Maxima(MANY, MANY, MANY, 5L * SNAPSHOT_BYTES - 1)));

    private long replays() {
        return gateway.accounts().node().held(Cost.REPLAYS);
    }

    private long bytes() {
        return gateway.accounts().node().held(Cost.REPLAY_BYTES);
    }

    private void publishThreeCalls() {
        gateway.publish(
                call("created"), call("created").id("c2"), call("created").id("c3"));
    }

    private TestClient stalledClient() {
        socket.stall();
        return gateway.connect(People.AGENT, socket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'snapshot':true", "'last':5", "'after':'" + BEGINNING + "'"})
    void oneTooManyIsRefusedWithTheNameOfTheLimit(String from) {
        publishThreeCalls();
        TestClient client = stalledClient();
        client.say("{'type':'subscribe','topics':['call']," + from + "}");
        client.say("{'type':'subscribe','topics':['call:c2']," + from + "}");
        loop.runUntilIdle();
        assertThat(replays()).isEqualTo(2);

        client.say("{'type':'subscribe','topics':['call:c3']," + from + ",'id':3}");

        socket.assertSaid("{'type':'error','id':3,'code':'overbudget','message':'more is being replayed already than"
                + " limits.replays leaves (expected: to ask again when less is)','limit':'limits.replays'}");
        assertThat(gateway.limitReached("limits.replays")).isOne();
        assertThat(replays()).isEqualTo(2);
        socket.resume();
        loop.runUntilIdle();
        assertThat(socket.takeEvents()).hasSize(3);
        assertThat(replays()).isZero();
        assertThat(bytes()).isZero();
    }

    @Test
    void theSessionsOfAHolderShareOne() {
        publishThreeCalls();
        TestClient client = stalledClient();
        client.say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        client.say("{'type':'subscribe','topics':['call:c2'],'snapshot':true}");
        FakeSocket second = new FakeSocket();
        second.stall();
        TestClient other = gateway.connect(People.AGENT, second);
        other.say("{'type':'subscribe','topics':['call'],'snapshot':true}");

        other.say("{'type':'subscribe','topics':['call:c2'],'snapshot':true,'id':4}");

        second.assertSaidStart("{'type':'error','id':4,'code':'overbudget'");
        assertThat(gateway.limitReached("limits.replays-per-identity")).isOne();
    }

    @Test
    void aConnectionThatBreaksGivesEverythingBack() {
        publishThreeCalls();
        TestClient client = stalledClient();
        client.say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        client.say("{'type':'subscribe','topics':['call:c2'],'last':3}");
        loop.runUntilIdle();
        assertThat(bytes()).isPositive();

        client.vanish();
        loop.runUntilIdle();

        assertThat(replays()).isZero();
        assertThat(bytes()).isZero();
    }

    @Test
    void soDoTopicsThatAreTakenBackOrReplaced() {
        publishThreeCalls();
        TestClient client = stalledClient();
        client.say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        client.say("{'type':'subscribe','topics':['call:c2'],'snapshot':true}");
        loop.runUntilIdle();

        client.unsubscribe("call");
        assertThat(replays()).isOne();
        client.subscribe("call:c2");

        assertThat(replays()).isZero();
        assertThat(bytes()).isZero();
    }

    @Test
    void aSnapshotThatWouldHoldTooMuchIsNotSubscribed() {
        publishThreeCalls();
        stalledClient().say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        FakeSocket second = new FakeSocket();
        second.stall();
        gateway.connect(People.ADMIN, second).say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        loop.runUntilIdle();
        assertThat(bytes()).isEqualTo(2L * SNAPSHOT_BYTES);
        FakeSocket third = new FakeSocket();
        TestClient over = gateway.connect(People.SUPER_ADMIN, third);

        gateway.connect(People.ADMIN, second).say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        gateway.connect(People.ADMIN, second).say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        loop.runUntilIdle();
        over.say("{'type':'subscribe','topics':['customer_id:" + People.CUSTOMER + ":call'],'snapshot':true,'id':1}");
        loop.runUntilIdle();

        third.assertSaid("{'type':'error','id':1,'code':'overbudget','message':'more is being replayed already than"
                + " limits.replay-bytes-per-node leaves (expected: to ask again when less is)',"
                + "'limit':'limits.replay-bytes-per-node','topics':['customer_id:" + People.CUSTOMER + ":call']}");
        gateway.publish(call("hangup"));
        third.assertExhausted();
    }

    @Test
    void anEventStreamIsClosedSinceItCanOnlyAskByComingBack() {
        publishThreeCalls();
        TestClient client = stalledClient();
        client.say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        client.say("{'type':'subscribe','topics':['call:c2'],'snapshot':true}");
        FakeSocket second = new FakeSocket();
        second.stall();
        gateway.connect(People.AGENT, second).say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        FakeSocket stream = FakeSocket.ofEventStream();

        gateway.stream(People.AGENT, stream, "topics=call&snapshot=true", null);

        stream.assertSaidStart("{'type':'welcome'");
        stream.assertSaidStart("{'type':'error','id':'stream','code':'overbudget'");
        stream.assertClosed(CloseReason.UNAVAILABLE);
    }
}
