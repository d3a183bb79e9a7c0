package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.Cost;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay whose history cannot be read ends, with what it was to bring; what was subscribed after it stays. */
class RefusedReplayTest {
    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = TestGateway.withoutReaders(loop);
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSentAndNothingIsHeld() {
        socket.assertExhausted();
        assertThat(gateway.accounts().node().held(Cost.REPLAYS)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'last':10", "'snapshot':true", "'after':'00000006-0000000000000001'"})
    void aLaterSubscriptionOfTheSameNameStays(String from) {
        client.say("{'type':'subscribe','topics':['call']," + from + ",'id':1}").subscribe("call");
        loop.runUntilIdle();
        socket.assertSaidStart("{'type':'subscribed','id':1,'topics':['call'],");

        gateway.publish(call("created"));

        socket.assertEvents("call_created");
    }

    @Test
    void onlyTheTopicsThatItStillHasAreTakenBack() {
        client.say("{'type':'subscribe','topics':['call','chat'],'last':10,'id':1}")
                .subscribe("call");
        loop.runUntilIdle();
        socket.assertSaid("{'type':'error','id':1,'code':'unavailable','message':"
                + "'the log cannot be read at this time, subscribe again later','topics':['chat']}");

        gateway.publish(call("created"), of("chat", "created"));

        socket.assertEvents("call_created");
    }

    @Test
    void aLaterReplayOfTheSameNameIsRefusedForItself() {
        client.say("{'type':'subscribe','topics':['call'],'last':10,'id':1}")
                .say("{'type':'subscribe','topics':['call'],'last':5,'id':2}");
        loop.runUntilIdle();

        socket.assertSaidStart("{'type':'subscribed','id':1,'topics':['call'],");
        socket.assertSaidStart("{'type':'error','id':2,'code':'unavailable'");
    }

    @Test
    void whatItHasCostIsGivenBack() {
        client.say("{'type':'subscribe','topics':['call','chat'],'types':['call_*'],'last':10}");
        loop.runUntilIdle();
        socket.assertSaidStart("{'type':'error','code':'unavailable'");

        assertThat(gateway.accounts().node().held(Cost.FILTER_BYTES)).isZero();
        assertThat(gateway.accounts().node().held(Cost.TYPE_TESTS)).isZero();
        assertThat(gateway.router().interests()).isZero();
    }
}
