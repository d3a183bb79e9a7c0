package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import dev.ringdown.subscription.SubscriptionStatus;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.MutableClock;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What operators are told of one session. */
class SessionStatusTest {
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final FakeSocket socket = new FakeSocket("192.0.2.7");
    private final TestClient client = gateway.connect(People.ADMIN, socket);

    private SessionStatus status() {
        return client.session().status();
    }

    @Test
    void itTellsWhoIsConnectedFromWhereSinceWhen() {
        assertThat(status().id()).isEqualTo("s1");
        assertThat(status().identity()).isEqualTo(People.ADMIN);
        assertThat(status().peer())
                .isEqualTo(new Peer("192.0.2.7", Transport.WEBSOCKET, null, false, EventShape.CLOUDEVENTS));
        assertThat(status().connectedAt()).isEqualTo(MutableClock.START);
    }

    @Test
    void whatIsSentIsCountedLiveAndFromTheLog() {
        client.subscribe("call");
        gateway.publish(call("created"), of("queue", "created"), call("updated"));
        socket.stall();
        gateway.publish(call("hangup"));
        socket.resume();
        loop.runUntilIdle();

        assertThat(status().sent()).isEqualTo(3);
        assertThat(status().topics()).isOne();
        assertThat(status().sequence()).hasToString("00000007-0000000000000004");
        assertThat(status().lag()).isZero();
    }

    @Test
    void oneThatIsBehindSaysHowFar() {
        client.subscribe("call");
        socket.stall();
        socket.unsent(4711);
        gateway.publish(call("created"), call("updated"));

        assertThat(status().behind()).isTrue();
        assertThat(status().lag()).isEqualTo(2);
        assertThat(status().unsentBytes()).isEqualTo(4711);
        assertThat(status().sent()).isZero();
    }

    @Test
    void itsSubscriptionsAreToldAsTheyWereWrittenAndWhatTheyStandFor() {
        client.subscribe("queue").subscribeTyped("call:c1", "call_*");

        List<SubscriptionStatus> subscriptions = client.session().details().subscriptions();

        assertThat(subscriptions).extracting(SubscriptionStatus::topic).containsExactly("call:c1", "queue");
        assertThat(subscriptions.get(0).filters())
                .extracting(Object::toString)
                .containsExactly(
                        "customer_id:" + People.CUSTOMER + ":call:c1", "agent_id:" + People.ADMIN_ID + ":call:c1");
        assertThat(subscriptions.get(0).types()).containsExactly("call_*");
        assertThat(subscriptions.get(1).types()).isNull();
        assertThat(subscriptions).noneMatch(SubscriptionStatus::replaying);
    }

    @Test
    void aTopicReplaysUntilItsHistoryIsSent() {
        gateway.publish(call("created"));
        socket.stall();
        client.say("{'type':'subscribe','topics':['call'],'after':'00000007-0000000000000000'}");
        loop.runUntilIdle();

        assertThat(client.session().details().subscriptions()).singleElement().matches(SubscriptionStatus::replaying);
        socket.resume();
        loop.runUntilIdle();
        assertThat(client.session().details().subscriptions())
                .singleElement()
                .matches(subscription -> !subscription.replaying());
    }

    @Test
    void whoIsNotHereIsNotFound() {
        CompletableFuture<Optional<SessionStatus>> here = gateway.sessions().ask("s1", Session::status);
        CompletableFuture<Optional<SessionStatus>> nowhere = gateway.sessions().ask("s2", Session::status);
        loop.runUntilIdle();
        client.vanish();
        CompletableFuture<Optional<SessionStatus>> gone = gateway.sessions().ask("s1", Session::status);
        loop.runUntilIdle();

        assertThat(here.join()).isPresent();
        assertThat(nowhere.join()).isEmpty();
        assertThat(gone.join()).isEmpty();
    }

    @Test
    void aQuestionThatFailsIsHeardOfByWhoAsked() {
        CompletableFuture<Optional<SessionStatus>> asked = gateway.sessions().ask("s1", session -> {
            throw new IllegalStateException("a bug");
        });
        loop.runUntilIdle();

        assertThat(asked).isCompletedExceptionally();
    }
}
