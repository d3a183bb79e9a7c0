package dev.ringdown.subscription;

import static dev.ringdown.testing.People.OTHER_AGENT_ID;
import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;

import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final String MY_CALLS = "agent_id:a0000000-0000-4000-8000-00000000000a:call";

    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    @Test
    void anEventMatchesByWholeSegments() {
        client.subscribe("call");

        gateway.publish(
                call("created"), of("callback", "created"), call("hangup").owner(OTHER_AGENT_ID));

        socket.assertEvents("call_created");
    }

    @Test
    void overlappingTopicsNeverDoubleAnEvent() {
        client.subscribe("call", "call:c1", "*", MY_CALLS);

        gateway.publish(call("created"));

        socket.assertEvents("call_created");
    }

    @Test
    void anEventComesOnceHoweverManyOfItsParentsAreAskedFor() {
        client.subscribe("queue", "queue:q1", "queue:queuecall_*", "queue:", "call");

        gateway.publish(of("queuecall", "created").in("queue:q1", "call:c1"));

        socket.assertEvents("queuecall_created");
    }

    @Test
    void aParentWithoutAnIdIsHeardByWhoAsksForEveryId() {
        client.subscribe("queue:q1").subscribe("conference:*");

        gateway.publish(
                of("queuecall", "created").in("queue"),
                of("conferencecall", "joined").in("conference"),
                of("queuecall", "done").in("queue:q1"));

        socket.assertEvents("conferencecall_joined", "queuecall_done");
    }

    @Test
    void aTypeInATopicAndTheTypesOfTheMessageBothNarrow() {
        client.say("{'type':'subscribe','topics':['call:call_*'],'types':['call_hangup','recording_started']}");

        gateway.publish(call("created"), of("recording", "started").in("call:c1"), call("hangup"));

        socket.assertEvents("call_hangup");
    }

    @Test
    void spellingsWithAColonAndATypeAreSubscriptionsOfTheirOwn() {
        client.subscribe("call", "call:", "call:call_created")
                .unsubscribe("call")
                .unsubscribe("call:");

        gateway.publish(call("created"), call("hangup"));

        socket.assertEvents("call_created");
    }

    @Test
    void subscribingAgainNeverDoublesAnEvent() {
        client.subscribe("call").subscribe("call").subscribe("call");

        gateway.publish(call("created"));

        socket.assertEvents("call_created");
    }

    @Test
    void subscribingAgainReplacesTheTypes() {
        client.subscribeTyped("call", "call_created").subscribeTyped("call", "call_hangup");

        gateway.publish(call("created"), call("hangup"));

        socket.assertEvents("call_hangup");
    }

    @Test
    void subscribingAgainWithoutTypesAsksForAll() {
        client.subscribeTyped("call", "call_created").subscribe("call");

        gateway.publish(call("created"), call("hangup"));

        socket.assertEvents("call_created", "call_hangup");
    }

    @Test
    void aRejectedReplacementLeavesWhatIsThere() {
        client.subscribe("call").say("{'type':'subscribe','topics':['call'],'types':[]}");
        socket.assertSaidStart("{'type':'error','code':'malformed'");

        gateway.publish(call("created"));

        socket.assertEvents("call_created");
    }

    @Test
    void aTypeWithAnAsteriskIsAPrefix() {
        client.subscribeTyped("*", "call_*");

        gateway.publish(call("created"), of("callback", "created"), of("queue", "created"), call("hangup"));

        socket.assertEvents("call_created", "call_hangup");
    }

    @Test
    void unsubscribingNeedsTheSameSpelling() {
        client.subscribe("call");

        client.unsubscribe(MY_CALLS, "call:*", "CALL");
        gateway.publish(call("created"));
        client.unsubscribe("call");
        gateway.publish(call("hangup"));

        socket.assertEvents("call_created");
    }

    @Test
    void twoSpellingsOfOneFilterAreTwoSubscriptions() {
        client.subscribe("call", MY_CALLS).unsubscribe("call");

        gateway.publish(call("created"));

        socket.assertEvents("call_created");
    }

    @Test
    void uuidsCompareWithoutRegardToCase() {
        client.subscribe("agent_id:A0000000-0000-4000-8000-00000000000A");

        gateway.publish(call("created"));

        socket.assertEvents("call_created");
    }

    @Test
    void anAdminsShortFormMeansTheCustomerAndTheAgentsOwn() {
        FakeSocket desk = new FakeSocket();
        gateway.connect(People.ADMIN, desk).subscribe("call");

        gateway.publish(
                call("created"),
                call("hangup").customer(People.OTHER_CUSTOMER).owner(People.ADMIN_ID),
                call("updated").customer(People.OTHER_CUSTOMER));

        desk.assertEvents("call_created", "call_hangup").assertExhausted();
    }

    @Test
    void whatPilesUpIsOneWrite() {
        client.subscribe("call");

        gateway.publish(call("created"), call("progressing"), call("hangup"));

        socket.assertOneWrite("call_created", "call_progressing", "call_hangup");
    }
}
