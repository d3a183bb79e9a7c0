package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What VoIPBin's page on its WebSocket says, to the letter: its users change nothing but the host. */
class SeedTest {
    /** The customer and the activeflow of the page's example. */
    private static final UUID CUSTOMER = UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de28");

    private static final String ACTIVEFLOW = "74ac5405-7c70-4184-9388-1c9f8f8ce25f";
    private static final Agent ADMIN = new Agent(CUSTOMER, UUID.randomUUID(), Agent.ADMIN);
    private static final Agent MANAGER = ADMIN.colleague(Agent.MANAGER);
    private static final Agent AGENT = ADMIN.colleague(Agent.AGENT);

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private static TestEvent activeflow(String action, String id) {
        return TestEvent.of("activeflow_" + action, CUSTOMER).with("id", id);
    }

    @Test
    void theExampleSubscribesToOneActiveflow() {
        Subscriber admin = server.connect(ADMIN).send("""
                        {
                        "type": "subscribe",
                        "topics": [
                        "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:activeflow:74ac5405-7c70-4184-9388-1c9f8f8ce25f"
                        ]
                        }
                        """);
        admin.settle();

        server.publish(activeflow("updated", UUID.randomUUID().toString()));
        server.publish(activeflow("deleted", ACTIVEFLOW));

        admin.assertEvents("activeflow_deleted");
    }

    @Test
    void theBareResourceOfTheExamplesSubscribesToAllOfIt() {
        Subscriber admin = server.connect(ADMIN).send("""
                        {
                        "type": "subscribe",
                        "topics": ["call"]
                        }
                        """);
        admin.settle();

        server.publish(TestEvent.call("created", ADMIN));
        server.publish(TestEvent.call("hangup", ADMIN));

        admin.assertEvents("call_created", "call_hangup");
    }

    @Test
    void theUnsubscribeMessageEndsASubscription() {
        Subscriber admin = server.connect(ADMIN).subscribe("call", "queue");
        admin.send("""
                {
                "type": "unsubscribe",
                "topics": ["call"]
                }
                """);
        admin.settle();

        server.publish(TestEvent.call("created", ADMIN));
        server.publish(TestEvent.of("queue_updated", CUSTOMER));

        admin.assertEvents("queue_updated");
    }

    @Test
    void aClientThatKnowsOnlyTheSeedHearsNothingButEvents() {
        Subscriber admin = server.connect(ADMIN);
        admin.send("{\"type\":\"subscribe\",\"topics\":[\"call\"]}");
        admin.send("{\"type\":\"unsubscribe\",\"topics\":[\"call\"]}");
        admin.send("{\"type\":\"subscribe\",\"topics\":[\"call\"]}");

        admin.settle();
    }

    @Test
    void adminsAndManagersSubscribeAtTheCustomersLevel() {
        Subscriber admin = server.connect(ADMIN).subscribe(ADMIN.customerTopic("call"));
        Subscriber manager = server.connect(MANAGER).subscribe(ADMIN.customerTopic("call"));
        TestEvent created = TestEvent.call("created", ADMIN);

        server.publish(created);

        admin.assertEvent(created);
        manager.assertEvent(created);
    }

    @Test
    void anAgentMayNotSubscribeAtTheCustomersLevel() {
        Subscriber agent = server.connect(AGENT)
                .send("{\"type\":\"subscribe\",\"topics\":[\"" + ADMIN.customerTopic("call") + "\"]}");

        assertThat(agent.nextError("forbidden").text("message")).contains("admin or manager");
    }

    @Test
    void onlyTheAgentItselfSubscribesAtItsOwnLevel() {
        Subscriber agent = server.connect(AGENT).subscribe(AGENT.agentTopic("call"));
        Subscriber admin = server.connect(ADMIN)
                .send("{\"type\":\"subscribe\",\"topics\":[\"" + AGENT.agentTopic("call") + "\"]}");
        TestEvent created = TestEvent.call("created", ADMIN).ownedBy(AGENT);

        server.publish(TestEvent.call("created", ADMIN));
        server.publish(created);

        agent.assertEvent(created);
        admin.nextError("forbidden");
    }

    @Test
    void aResourceWithoutIdMatchesEveryIdAndAScopeAloneEveryResource() {
        Subscriber calls = server.connect(ADMIN).subscribe(ADMIN.customerTopic("call"));
        Subscriber everything = server.connect(ADMIN).subscribe("customer_id:" + CUSTOMER);

        server.publish(TestEvent.call("created", ADMIN));
        server.publish(TestEvent.of("queue_updated", CUSTOMER));
        server.publish(TestEvent.call("created", ADMIN));

        calls.assertEvents("call_created", "call_created");
        everything.assertEvents("call_created", "queue_updated", "call_created");
    }

    @Test
    void anEventHasItsTypeAndItsDataWhereTheSeedsClientsLook() {
        Subscriber admin = server.connect(ADMIN).subscribe("call");
        TestEvent hangup = TestEvent.call("hangup", ADMIN).with("hangup_by", "remote");

        server.publish(hangup);

        assertThat(admin.assertEvent(hangup)
                        .json()
                        .path("data")
                        .path("hangup_by")
                        .asText())
                .isEqualTo("remote");
    }
}
