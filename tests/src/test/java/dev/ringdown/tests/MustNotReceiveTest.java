package dev.ringdown.tests;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import dev.ringdown.tests.support.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nobody gets an event that is not meant for him. In each test such an event is published first and one that is meant
 * for him after it: only that one may come.
 */
class MustNotReceiveTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();
    private final Agent agent = admin.colleague(Agent.AGENT);

    @Test
    void theEventsOfAnotherCustomer() {
        Subscriber everything = server.connect(admin).subscribe("*", "customer_id:" + admin.customer());

        server.publish(TestEvent.call("created", Agent.admin()));
        server.publish(TestEvent.call("hangup", admin));

        everything.assertEvents("call_hangup");
    }

    @Test
    void theEventsOfAnotherCustomerThatNameTheOwnOneInTheirData() {
        Subscriber everything = server.connect(admin).subscribe("*");

        server.publish(TestEvent.call("created", Agent.admin())
                .with("parent_customer_id", admin.customer().toString())
                .with("nested", TestEvent.call("created", admin).data()));
        server.publish(TestEvent.call("hangup", admin));

        everything.assertEvents("call_hangup");
    }

    @Test
    void theEventsOfAnotherAgent() {
        Subscriber own = server.connect(agent).subscribe("*", "agent_id:" + agent.id());

        server.publish(TestEvent.call("created", admin).ownedBy(admin.colleague(Agent.AGENT)));
        server.publish(TestEvent.call("ringing", admin));
        server.publish(TestEvent.call("hangup", admin).ownedBy(agent));

        own.assertEvents("call_hangup");
    }

    @Test
    void theEventsOfAnotherResource() {
        TestEvent call = TestEvent.call("hangup", admin);
        Subscriber one = server.connect(admin).subscribe(admin.customerTopic("call:" + call.id()));

        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.of("queue_updated", admin.customer()).with("id", call.id()));
        server.publish(call);

        one.assertEvents("call_hangup");
    }

    @Test
    void theEventsOfAResourceWhoseNameOnlyBeginsAlike() {
        Subscriber calls = server.connect(admin).subscribe("call", admin.customerTopic("call"));

        server.publish(TestEvent.of("callback_created", admin.customer()));
        server.publish(TestEvent.of("call-back_created", admin.customer()));
        server.publish(TestEvent.of("cal_created", admin.customer()));
        server.publish(TestEvent.call("hangup", admin));

        calls.assertEvents("call_hangup");
    }

    @Test
    void theEventsOfAnIdThatOnlyBeginsAlike() {
        Subscriber one = server.connect(admin).subscribe("call:1234");

        server.publish(TestEvent.call("created", admin).with("id", "12345"));
        server.publish(TestEvent.call("created", admin).with("id", "123"));
        server.publish(TestEvent.call("hangup", admin).with("id", "1234"));

        one.assertEvents("call_hangup");
    }

    @Test
    void theEventsOfATypeThatWasNotAskedFor() {
        Subscriber hangups = server.connect(admin).subscribeWith("\"types\":[\"call_hangup\"]", "call");

        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.call("hangups", admin));
        server.publish(TestEvent.call("hangup", admin));

        hangups.assertEvents("call_hangup");
    }

    @Test
    void theEventsOfWhatWasRefused() {
        Agent stranger = Agent.admin();
        Subscriber subscriber = server.connect(agent);
        subscriber.send("{\"type\":\"subscribe\",\"topics\":[\"" + stranger.customerTopic("call") + "\",\""
                + stranger.agentTopic("call") + "\",\"" + agent.customerTopic("call") + "\",\"call\"]}");
        subscriber.nextError("forbidden");

        server.publish(TestEvent.call("created", stranger).ownedBy(stranger));
        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.call("hangup", admin).ownedBy(agent));

        subscriber.assertEvents("call_hangup");
    }

    @Test
    void aDirectTokensEventsOfAnotherResourceOrAnotherType() {
        UUID session = UUID.randomUUID();
        UUID another = UUID.randomUUID();
        Subscriber visitor = server.subscriber(server.handshake()
                .token(TestTokens.direct(admin.customer(), session, "webchat_session", "call")
                        .expire(Instant.now().plus(Duration.ofHours(1)))
                        .signedWith(TestTokens.SECRET))
                .open());
        visitor.subscribe("webchat_session:" + session);
        visitor.send("{\"type\":\"subscribe\",\"topics\":[\"webchat_session\",\"webchat_session:*\",\"queue:" + session
                + "\",\"webchat_session:" + another + "\",\"call:" + another + "\",\""
                + admin.customerTopic("webchat_session") + "\"]}");
        visitor.nextError("forbidden");

        server.publish(
                TestEvent.of("webchat_message_created", admin.customer()).with("session_id", another.toString()));
        server.publish(TestEvent.call("created", admin).with("id", session.toString()));
        server.publish(TestEvent.of("webchat_session_ended", admin.customer()).with("id", session.toString()));

        visitor.assertEvents("webchat_session_ended");
    }

    @Test
    void theEventsOfWhatWasUnsubscribed() {
        Subscriber subscriber = server.connect(admin).subscribe("call", "queue");
        subscriber.unsubscribe("call");

        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.of("queue_updated", admin.customer()));

        subscriber.assertEvents("queue_updated");
    }

    @Test
    void theEventsBeforeTheSubscription() {
        server.publish(TestEvent.call("created", admin));
        Subscriber subscriber = server.connect(admin).subscribe("call");

        server.publish(TestEvent.call("hangup", admin));

        subscriber.assertEvents("call_hangup");
    }
}
