package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.of;

import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.Permission;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A copy of an event for somebody whom the earlier ones did not name: nobody who has the event gets it twice. */
class LateCopyTest {
    /** Reads the customer's events and its own, which are two scopes of one event. */
    private static final AgentIdentity ADMIN =
            new AgentIdentity(People.CUSTOMER, People.AGENT_ID, Set.of(Permission.ADMIN), null);

    private static final TestEvent LATE = of("chat", "created").lateForOwner();
    private static final String BEGINNING = "00000007-0000000000000000";
    private static final String CUSTOMERS = "customer_id:" + People.CUSTOMER + ":chat";
    private static final String OWNERS = "agent_id:" + People.AGENT_ID + ":chat";

    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    private void say(TestClient client, String json) {
        client.say(json);
        loop.runUntilIdle();
    }

    @Test
    void whoWasNotNamedBeforeGetsItLive() {
        say(gateway.connect(People.AGENT, socket), "{'type':'subscribe','topics':['chat']}");

        gateway.publish(LATE);

        socket.assertEvents("chat_created");
    }

    @Test
    void whoWasNotNamedBeforeGetsItReplayed() {
        gateway.publish(LATE);

        say(
                gateway.connect(People.AGENT, socket),
                "{'type':'subscribe','topics':['chat'],'after':'" + BEGINNING + "'}");

        socket.assertEvents("chat_created");
    }

    @Test
    void whoAskedForTheEarlierCopyIsPassedOverLive() {
        say(gateway.connect(ADMIN, socket), "{'type':'subscribe','topics':['" + CUSTOMERS + "','" + OWNERS + "']}");

        gateway.publish(LATE);
    }

    @Test
    void whoAskedForTheEarlierCopyIsPassedOverInReplay() {
        gateway.publish(LATE);

        say(
                gateway.connect(ADMIN, socket),
                "{'type':'subscribe','topics':['" + CUSTOMERS + "','" + OWNERS + "'],'after':'" + BEGINNING + "'}");
    }

    @Test
    void theEarlierCopyCountsAlsoIfAnotherSubscriptionAskedForIt() {
        TestClient client = gateway.connect(ADMIN, socket);
        say(client, "{'type':'subscribe','topics':['" + CUSTOMERS + "']}");
        gateway.publish(LATE);

        say(client, "{'type':'subscribe','topics':['" + OWNERS + "'],'after':'" + BEGINNING + "'}");
    }
}
