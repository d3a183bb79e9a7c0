package dev.ringdown.subscription;

import static dev.ringdown.subscription.Feeds.MAX_IDLE;
import static dev.ringdown.testing.TestEvent.call;

import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A super admin may look at one customer after the other; what was sent of them is not remembered for ever. */
class IdleFeedsTest {
    private static final String FIRST = "customer_id:" + People.OTHER_CUSTOMER;

    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final TestClient client = gateway.connect(People.SUPER_ADMIN, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    private void replayFirst() {
        client.say("{'type':'subscribe','topics':['" + FIRST + "'],'after':'00000007-0000000000000000'}");
        loop.runUntilIdle();
    }

    private void lookAtOthers(int customers) {
        for (int i = 0; i < customers; i++) {
            lookAt(new UUID(0, i));
        }
    }

    private void lookAt(UUID customer) {
        String topic = "customer_id:" + customer;
        client.subscribe(topic).unsubscribe(topic);
        loop.runUntilIdle();
    }

    @Test
    void whatWasSentOfACustomerIsRememberedForAWhile() {
        gateway.publish(call("created").customer(People.OTHER_CUSTOMER));
        replayFirst();
        socket.assertEvents("call_created");
        client.unsubscribe(FIRST);

        lookAtOthers(MAX_IDLE - 1);
        replayFirst();

        socket.assertExhausted();
    }

    @Test
    void theCustomerThatWasLeftLongestAgoIsForgotten() {
        gateway.publish(call("created").customer(People.OTHER_CUSTOMER));
        replayFirst();
        socket.assertEvents("call_created");
        client.unsubscribe(FIRST);

        lookAtOthers(MAX_IDLE);
        replayFirst();

        socket.assertEvents("call_created");
    }

    @Test
    void whoComesBackToACustomerHasNotLeftItLongAgo() {
        gateway.publish(call("created").customer(People.OTHER_CUSTOMER));
        replayFirst();
        socket.assertEvents("call_created");
        client.unsubscribe(FIRST);
        lookAtOthers(MAX_IDLE - 1);

        client.subscribe(FIRST).unsubscribe(FIRST);
        lookAt(new UUID(1, 0)); // one too many, but another one is the oldest by now
        replayFirst();

        socket.assertExhausted();
    }

    @Test
    void aCustomerThatIsSubscribedIsNeverForgotten() {
        client.subscribe(FIRST);

        lookAtOthers(MAX_IDLE + 1);
        gateway.publish(call("created").customer(People.OTHER_CUSTOMER));

        socket.assertEvents("call_created");
    }

    @Test
    void aCustomerThatIsReplayedIsNeverForgotten() {
        gateway.publish(call("created").customer(People.OTHER_CUSTOMER));
        socket.stall();
        replayFirst();

        lookAtOthers(MAX_IDLE + 1);
        socket.resume();
        loop.runUntilIdle();

        socket.assertEvents("call_created");
    }
}
