package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection outlives its token when a new one comes in time. */
class AuthenticateTest {
    private static final Duration SHORTLY = Duration.ofSeconds(4);

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();

    @Test
    void nothingIsLostAcrossTheEndOfTheFirstToken() {
        Instant end = Instant.now().plus(SHORTLY);
        Subscriber subscriber = connectedUntil(end);
        subscriber.subscribe(admin.customerTopic("call"));
        Subscriber left = connectedUntil(end);

        subscriber.send(authenticate(admin.token()));
        assertThat(subscriber.next("authenticated").json().path("dropped")).isEmpty();
        left.assertClosed(4401); // the first token has ended by now
        TestEvent event = TestEvent.call("created", admin);
        server.publish(event);

        subscriber.assertEvent(event);
        subscriber.vanish();
    }

    @Test
    void anotherAgentsTokenIsRefusedAndTheConnectionGoesOn() {
        Subscriber subscriber = server.connect(admin);
        subscriber.subscribe(admin.customerTopic("call"));

        subscriber.send(authenticate(admin.colleague(Agent.ADMIN).token()));
        subscriber.nextError("invalidtoken");
        subscriber.send(authenticate("not.a.token"));
        subscriber.nextError("invalidtoken");
        TestEvent event = TestEvent.call("created", admin);
        server.publish(event);

        subscriber.assertEvent(event);
        subscriber.vanish();
    }

    @Test
    void whatTheNewTokenMayNotReadIsDropped() {
        Subscriber subscriber = server.connect(admin);
        subscriber.subscribe(admin.customerTopic("call"), admin.agentTopic("call"));

        subscriber.send(authenticate(new Agent(admin.customer(), admin.id(), Agent.AGENT).token()));
        Message authenticated = subscriber.next("authenticated");
        server.publish(TestEvent.call("created", admin));
        TestEvent own = TestEvent.call("hangup", admin).ownedBy(admin);
        server.publish(own);

        assertThat(authenticated.json().path("dropped").get(0).asText()).isEqualTo(admin.customerTopic("call"));
        subscriber.assertEvent(own);
        subscriber.vanish();
    }

    private Subscriber connectedUntil(Instant end) {
        return server.subscriber(server.handshake().token(admin.tokenUntil(end)).open());
    }

    private static String authenticate(String token) {
        return "{\"type\":\"authenticate\",\"token\":\"" + token + "\",\"id\":1}";
    }
}
