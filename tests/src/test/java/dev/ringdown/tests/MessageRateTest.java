package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that talks too fast or makes only mistakes is told so, and at last sent away. */
class MessageRateTest {
    private static final Agent ADMIN = Agent.admin();
    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"topics\":[\"call\"]}";
    private static final String SUBSCRIBE_TO_QUEUES = "{\"type\":\"subscribe\",\"topics\":[\"queue\"],\"id\":1}";

    @RegisterExtension
    static final RunningServer server = RunningServer.with("limits.message-rate=1", "limits.message-burst=3");

    @RegisterExtension
    static final RunningServer patient = RunningServer.with();

    @Test
    void aMessageTooManyIsNotCarriedOutAndTheConnectionSurvives() {
        Subscriber admin = server.connect(ADMIN);

        admin.sendAtOnce(List.of(SUBSCRIBE, SUBSCRIBE, SUBSCRIBE, SUBSCRIBE_TO_QUEUES));

        assertThat(admin.nextError("ratelimited").text("message")).contains("1 messages a second");
        server.publish(TestEvent.of("queue_updated", ADMIN.customer()));
        server.publish(TestEvent.call("created", ADMIN));
        admin.assertEvents("call_created");
        admin.vanish(); // a ping at the end would be one message too many again
    }

    @Test
    void whoGoesOnTalkingTooFastIsClosedWith4429() {
        Subscriber admin = server.connect(ADMIN);

        admin.sendAtOnce(Collections.nCopies(3 + 20, SUBSCRIBE));

        admin.assertErrors("ratelimited", 10);
        admin.assertClosed(4429);
    }

    @Test
    void tenErrorsInARowAreClosedWith1008() {
        Subscriber admin = patient.connect(ADMIN);

        admin.sendWrongAtOnce(Collections.nCopies(10, "nonsense"));

        admin.assertErrors("malformed", 10);
        admin.assertClosed(1008);
    }

    @Test
    void aGoodMessageInBetweenStartsTheCountAnew() {
        Subscriber admin = patient.connect(ADMIN);

        admin.sendWrongAtOnce(Collections.nCopies(9, "nonsense"));
        admin.send(SUBSCRIBE);
        admin.sendWrongAtOnce(Collections.nCopies(9, "nonsense"));

        admin.assertErrors("malformed", 18);
        patient.publish(TestEvent.call("created", ADMIN));
        admin.assertEvents("call_created");
    }
}
