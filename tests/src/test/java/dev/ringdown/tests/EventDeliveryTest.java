package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An event arrives as a CloudEvent, with its data untouched, once, and in the order of its sequence. */
class EventDeliveryTest {
    private final Agent admin = Agent.admin();

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @Test
    void anEventIsACloudEventInJson() {
        Subscriber subscriber = server.connect(admin).subscribe("call");
        TestEvent hangup = TestEvent.call("hangup", admin);

        Publisher.Receipt receipt = server.publish(hangup);

        JsonNode event = subscriber.next().json();
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo(receipt.id()).isNotBlank();
        assertThat(event.path("source").asText()).startsWith("/");
        assertThat(event.path("type").asText()).isEqualTo("call_hangup");
        assertThat(event.path("subject").asText()).isEqualTo("call:" + hangup.id());
        assertThat(Instant.parse(event.path("time").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(event.path("sequence").asText()).isEqualTo(receipt.sequence());
        assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(event.path("data")).isEqualTo(Json.parse(Json.write(hangup.data())));
    }

    @Test
    void theDataIsByteForByteWhatWasPublished() {
        Subscriber subscriber = server.connect(admin).subscribe("call");
        String data = ("{ \"id\" : \"%s\",\n\t\"customer_id\":\"%s\" , \"big\":12345678901234567890.1200,"
                        + " \"escaped\":\"\\u00e9\\/\\\"\", \"plain\":\"é☎\", \"exponent\":1E+2, \"twice\":1, \"twice\":2,"
                        + " \"nothing\":null, \"deep\":[[[{}]]] }")
                .formatted(UUID.randomUUID(), admin.customer());

        server.publisher().post(Publisher.ENVELOPE, "{\"data\":  " + data + "  ,\"type\":\"call_created\"}");

        assertThat(subscriber.next("call_created").text()).endsWith("\"data\":" + data + "}");
    }

    @Test
    void attributesOfACloudEventArePassedOn() {
        Subscriber subscriber = server.connect(admin).subscribe("call");
        String event =
                "{\"specversion\":\"1.0\",\"id\":\"evt-1\",\"source\":\"/call-manager\",\"type\":\"call_created\","
                        + "\"time\":\"2026-11-23T10:15:30.123Z\",\"traceparent\":\"00-ab-cd-01\",\"attempt\":3,\"data\":"
                        + Json.write(TestEvent.call("created", admin).data()) + "}";

        server.publisher().post(Publisher.CLOUD_EVENT, event);

        JsonNode received = subscriber.next("call_created").json();
        assertThat(received.path("id").asText()).isEqualTo("evt-1");
        assertThat(received.path("source").asText()).isEqualTo("/call-manager");
        assertThat(received.path("time").asText()).isEqualTo("2026-11-23T10:15:30.123Z");
        assertThat(received.path("traceparent").asText()).isEqualTo("00-ab-cd-01");
        assertThat(received.path("attempt").asInt()).isEqualTo(3);
    }

    @Test
    void anEventThatSeveralFiltersMatchComesOnce() {
        TestEvent first = TestEvent.call("created", admin).ownedBy(admin);
        TestEvent second = TestEvent.call("hangup", admin).ownedBy(admin);
        Subscriber subscriber = server.connect(admin)
                .subscribe(
                        "call",
                        "call:" + first.id(),
                        "*",
                        "customer_id:" + admin.customer(),
                        admin.customerTopic("call:*"),
                        admin.agentTopic("call"))
                .subscribe("call");

        server.publish(first);
        server.publish(second);

        subscriber.assertEvent(first);
        subscriber.assertEvent(second);
    }

    @Test
    void unsubscribingOneOfTwoFiltersLeavesTheOther() {
        Subscriber subscriber = server.connect(admin).subscribe("call", admin.customerTopic("call"));
        subscriber.unsubscribe("call");

        server.publish(TestEvent.call("created", admin));

        subscriber.assertEvents("call_created");
    }

    @Test
    void unsubscribingNeedsTheSpellingOfTheSubscription() {
        Subscriber subscriber = server.connect(admin).subscribe("call");
        subscriber.unsubscribe(admin.customerTopic("call"), "call:*");

        server.publish(TestEvent.call("created", admin));

        subscriber.assertEvents("call_created");
    }

    @Test
    void onlyTheTypesThatWereAskedForCome() {
        Subscriber subscriber = server.connect(admin).subscribeWith("\"types\":[\"call_hangup\",\"call_re*\"]", "call");

        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.call("recording", admin));
        server.publish(TestEvent.call("hangup_requested", admin));
        server.publish(TestEvent.call("hangup", admin));

        subscriber.assertEvents("call_recording", "call_hangup");
    }

    @Test
    void subscribingAgainReplacesTheTypesAndDoublesNothing() {
        Subscriber subscriber = server.connect(admin)
                .subscribeWith("\"types\":[\"call_hangup\"]", "call")
                .subscribeWith("\"types\":[\"call_created\"]", "call");

        server.publish(TestEvent.call("hangup", admin));
        server.publish(TestEvent.call("created", admin));

        subscriber.assertEvents("call_created");
    }

    @Test
    void theFiltersOfOneSessionKeepTheirOwnTypes() {
        Subscriber subscriber = server.connect(admin)
                .subscribeWith("\"types\":[\"call_hangup\"]", "call")
                .subscribeWith("\"types\":[\"call_created\"]", admin.customerTopic("call"));

        server.publish(TestEvent.call("updated", admin));
        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.call("hangup", admin));

        subscriber.assertEvents("call_created", "call_hangup");
    }

    @Test
    void allSubscribersSeeOneOrderAndTheSequenceIsIt() {
        Subscriber one = server.connect(admin).subscribe("*");
        Subscriber other = server.connect(admin.colleague(Agent.MANAGER)).subscribe("*");

        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.of("queue_updated", admin.customer()));
        server.publish(TestEvent.call("hangup", admin));

        List<String> sequences = one.assertEvents("call_created", "queue_updated", "call_hangup").stream()
                .map(message -> message.text("sequence"))
                .toList();
        assertThat(sequences).isSorted().doesNotHaveDuplicates();
        assertThat(other.assertEvents("call_created", "queue_updated", "call_hangup"))
                .extracting(message -> message.text("sequence"))
                .isEqualTo(sequences);
    }

    @Test
    void aPongTellsHowFarTheSessionGot() {
        Subscriber subscriber = server.connect(admin).subscribe("call");
        Publisher.Receipt receipt = server.publish(TestEvent.call("created", admin));
        subscriber.assertEvents("call_created");

        subscriber.send("{\"type\":\"ping\",\"id\":1}");

        Message pong = subscriber.next("pong");
        assertThat(pong.text("sequence")).isEqualTo(receipt.sequence());
    }
}
