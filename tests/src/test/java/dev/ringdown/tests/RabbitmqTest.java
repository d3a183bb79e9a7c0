package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Bus;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RunningBroker;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway that takes its events from VoIPBin's message bus: Debian's RabbitMQ, and what VoIPBin puts into it. */
@Tag("rabbitmq")
class RabbitmqTest {
    @RegisterExtension
    @Order(1)
    static final RunningBroker broker = RunningBroker.plain();

    @RegisterExtension
    @Order(2)
    static final RunningServer server = RunningServer.with("source.rabbitmq.uri=" + broker.uri());

    private final Agent admin = Agent.admin();
    private final Agent owner = admin.colleague(Agent.AGENT);
    private final Agent participant = admin.colleague(Agent.AGENT);
    private final Agent stranger = admin.colleague(Agent.AGENT);
    private final Bus bus;

    RabbitmqTest() {
        await("the gateway takes messages")
                .atMost(Patience.LIMIT)
                .until(() -> server.publisher().get("/readyz").body().contains("rabbitmq: connected to "));
        bus = new Bus(broker);
    }

    @AfterEach
    void closeBus() {
        bus.close();
    }

    @Test
    void theCopiesOfAnEventAreOneEventForTheCustomerAndTheOwner() {
        Subscriber admins = server.connect(admin).subscribe("call");
        Subscriber owners = server.connect(owner).subscribe("call");
        Subscriber strangers = server.connect(stranger).subscribe("call");
        TestEvent created = TestEvent.call("created", admin).ownedBy(owner);
        TestEvent hangup = TestEvent.call("hangup", admin).ownedBy(owner).with("id", created.id());

        bus.publish(created);
        bus.publish(hangup);

        admins.assertEvents("call_created", "call_hangup");
        owners.assertEvents("call_created", "call_hangup");
        strangers.settle();
    }

    @Test
    void whoTakesPartInAChatGetsItsEventsOnceAndNobodyElseDoes() {
        Subscriber admins = server.connect(admin).subscribe("chat");
        Subscriber participants = server.connect(participant).subscribe("chat", "talk");
        Subscriber strangers = server.connect(stranger).subscribe("chat", "talk");
        TestEvent message = TestEvent.of("chatmessage_created", admin.customer())
                .with("chat_id", UUID.randomUUID().toString())
                .ownedBy(owner);

        bus.publishOfChat(message, participant);

        admins.assertEvent(message);
        participants.assertEvent(message);
        strangers.settle();
    }

    /** It comes after the gateway has waited for copies, and has told the event already. */
    @Test
    void whoIsNamedLateGetsTheEventAndNobodyGetsItTwice() {
        Subscriber admins = server.connect(admin).subscribe("chat");
        Subscriber participants = server.connect(participant).subscribe("chat");
        TestEvent message = TestEvent.of("chatmessage_created", admin.customer())
                .with("chat_id", UUID.randomUUID().toString())
                .ownedBy(owner);
        bus.publishOfChat(message);
        Message first = admins.assertEvent(message);

        bus.publishOfChatTo(message, participant);
        bus.publishOfChatTo(message, participant);

        Message late = participants.assertEvent(message);
        assertThat(late.text("id")).isEqualTo(first.text("id"));
        assertThat(late.text("sequence")).isGreaterThan(first.text("sequence"));
        await("the broker has nothing left")
                .atMost(Patience.LIMIT)
                .until(() -> server.publisher().metric("ringdown_rabbitmq_unacknowledged") == 0
                        && broker.waiting("ringdown") == 0);
        admins.settle();
        participants.settle();
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLetterQueueWithTheReasonAndIsCounted() {
        double before = unreadable("malformed");
        Subscriber admins = server.connect(admin).subscribe("call");
        TestEvent created = TestEvent.call("created", admin);
        TestEvent hangup = TestEvent.call("hangup", admin).with("id", created.id());

        bus.publish(created);
        bus.publish("customer_id." + admin.customer() + ".call.call_updated.x", "this is not JSON");
        bus.publish(hangup);

        admins.assertEvents("call_created", "call_hangup");
        GetResponse dead = broker.take("ringdown.dead");
        assertThat(dead.getBody()).asString().isEqualTo("this is not JSON");
        assertThat(dead.getProps().getContentType()).isEqualTo("text/plain");
        assertThat(header(dead, "x-ringdown-reason")).startsWith("body: not JSON at byte ");
        assertThat(header(dead, "x-ringdown-exchange")).isEqualTo(Bus.EXCHANGE);
        assertThat(header(dead, "x-ringdown-routing-key"))
                .isEqualTo("customer_id." + admin.customer() + ".call.call_updated.x");
        assertThat(unreadable("malformed")).isEqualTo(before + 1);
    }

    private static String header(GetResponse message, String name) {
        return String.valueOf(message.getProps().getHeaders().get(name));
    }

    private static double unreadable(String reason) {
        return server.publisher().metric("ringdown_rabbitmq_unreadable_total{reason=\"" + reason + "\"}");
    }

    @Test
    void whatIsInTheLogIsAcknowledged() {
        bus.publish(TestEvent.call("created", admin));

        await("the broker has nothing left")
                .atMost(Patience.LIMIT)
                .until(() -> server.publisher().metric("ringdown_rabbitmq_unacknowledged") == 0
                        && broker.waiting("ringdown") == 0);
    }

    @Test
    void publishersRatesDoNotApply() {
        try (RunningServer slow = RunningServer.start(
                "source.rabbitmq.uri=" + broker.uri(), "source.rabbitmq.queue=of-another", "limits.publish-rate=1")) {
            Subscriber admins = slow.connect(admin).subscribe("call");
            await().atMost(Patience.LIMIT).until(() -> broker.on(channel -> channel.consumerCount("of-another")) == 1);

            bus.publish(TestEvent.call("created", admin));
            bus.publish(TestEvent.call("progressing", admin));
            bus.publish(TestEvent.call("hangup", admin));

            admins.assertEvents("call_created", "call_progressing", "call_hangup");
        }
    }

    @Test
    void aFullQueueIsToldAndHasTheNewest() {
        String[] settings = {
            "source.rabbitmq.uri=" + broker.uri(), "source.rabbitmq.queue=small", "source.rabbitmq.max-length=2"
        };
        RunningServer first = RunningServer.start(settings);
        await().atMost(Patience.LIMIT).until(() -> first.publisher().metric("ringdown_rabbitmq_connected") == 1);
        first.kill();
        await("the broker knows that nobody takes from it")
                .atMost(Patience.LIMIT)
                .until(() -> broker.on(channel -> channel.consumerCount("small")) == 0);
        bus.publish(TestEvent.call("created", admin));
        bus.publish(TestEvent.call("progressing", admin));
        bus.publish(TestEvent.call("hangup", admin));

        try (RunningServer second = RunningServer.start(settings)) {
            await().atMost(Patience.LIMIT).until(() -> second.publisher().metric("ringdown_events_total") == 2);

            assertThat(second.publisher().metric("ringdown_rabbitmq_queue_max_messages"))
                    .isEqualTo(2);
            assertThat(second.publisher().metric("ringdown_limits_reached_total{limit=\"source.rabbitmq.max-length\"}"))
                    .isEqualTo(1);
            second.process().out().take(line -> line.contains("queue=small is full messages=2"));
        }
    }
}
