package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.PipelinedPublisher;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunProcess;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events are taken in every form of the protocol, stored once, and answered with their place. */
class PublishingTest {
    private static final String UNKNOWN_KEY = "a-key-that-nobody-knows-0123456789";

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();
    private final TestEvent created = TestEvent.call("created", admin);
    private Subscriber subscriber;

    @BeforeEach
    void subscribe() {
        subscriber = server.connect(admin).subscribe("*");
    }

    /** 202, and the id and sequence in the answer are those of the event that the subscriber gets. */
    private JsonNode assertTaken(HttpAnswer answer) {
        assertThat(answer.status()).as("answer %s", answer).isEqualTo(202);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        JsonNode received = subscriber.assertEvent(created).json();
        assertThat(answer.json().path("id")).isEqualTo(received.path("id"));
        assertThat(answer.json().path("sequence")).isEqualTo(received.path("sequence"));
        return received;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json", "application/json; charset=utf-8", "Application/JSON", "application/json;"})
    void theWebhookEnvelopeIsTaken(String contentType) {
        assertTaken(server.publisher().post(contentType, created.envelope()));
    }

    @Test
    void theEnvelopeMayNameItsPublisherAsTheMessageBusDoes() {
        String envelope =
                "{\"type\":\"call_created\",\"publisher\":\"webhook-manager\",\"data_type\":\"application/json\","
                        + "\"data\":" + Json.write(created.data()) + "}";

        JsonNode received = assertTaken(server.publisher().post(Publisher.ENVELOPE, envelope));

        assertThat(received.path("source").asText()).isEqualTo("/webhook-manager");
    }

    @Test
    void aCloudEventInStructuredModeIsTaken() {
        HttpAnswer answer = server.publisher().post(Publisher.CLOUD_EVENT, created.cloudEvent("/call-manager", "1"));

        assertThat(assertTaken(answer).path("id").asText()).isEqualTo("1");
    }

    @Test
    void aCloudEventInBinaryModeIsTaken() {
        HttpAnswer answer = server.publisher()
                .post(
                        Publisher.ENVELOPE,
                        Json.write(created.data()),
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        "binary 1%20%E2%98%8E",
                        "ce-source",
                        "/call-manager",
                        "ce-type",
                        "call_created");

        assertThat(assertTaken(answer).path("id").asText()).isEqualTo("binary 1 ☎");
    }

    @Test
    void aBatchIsTakenInItsOrder() {
        List<Publisher.Receipt> receipts = server.publisher()
                .publishBatch(List.of(
                        created.cloudEvent("/tests", "a-" + created.id()),
                        TestEvent.of("queue_updated", admin.customer()).cloudEvent("/tests", "b-" + created.id()),
                        TestEvent.call("hangup", admin).cloudEvent("/tests", "c-" + created.id())));

        assertThat(subscriber.assertEvents("call_created", "queue_updated", "call_hangup"))
                .extracting(event -> event.text("id"), event -> event.text("sequence"))
                .isEqualTo(receipts.stream()
                        .map(receipt -> Tuple.tuple(receipt.id(), receipt.sequence()))
                        .toList());
        assertThat(receipts).extracting(Publisher.Receipt::sequence).isSorted();
    }

    @Test
    void anEmptyBatchIsNothing() {
        HttpAnswer answer = server.publisher().post(Publisher.CLOUD_EVENT_BATCH, "[]");

        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void oneBadEventSpoilsTheBatchAndNothingOfItIsDelivered() {
        String good = created.cloudEvent("/tests", "good");
        String bad = TestEvent.call("hangup", admin).without("customer_id").cloudEvent("/tests", "bad");

        server.publisher()
                .post(Publisher.CLOUD_EVENT_BATCH, "[" + good + "," + bad + "]")
                .assertProblem(422, "[1].data.customer_id");

        assertTaken(server.publisher().post(Publisher.CLOUD_EVENT, good)); // not known as a duplicate either
    }

    @Test
    void theSameEventAgainIsAnsweredWithItsFirstPlaceAndDeliveredOnce() {
        String event = created.cloudEvent("/call-manager", "once-" + created.id());
        HttpAnswer first = server.publisher().post(Publisher.CLOUD_EVENT, event);

        HttpAnswer again = server.publisher().post(Publisher.CLOUD_EVENT, event);

        assertTaken(first);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.json().path("sequence")).isEqualTo(first.json().path("sequence"));
        server.publish(TestEvent.call("hangup", admin));
        subscriber.assertEvents("call_hangup");
    }

    @Test
    void theSameIdOfAnotherSourceIsAnotherEvent() {
        String id = UUID.randomUUID().toString();

        server.publisher().post(Publisher.CLOUD_EVENT, created.cloudEvent("/call-manager", id));
        server.publisher().post(Publisher.CLOUD_EVENT, created.cloudEvent("/queue-manager", id));

        assertThat(subscriber.assertEvents("call_created", "call_created"))
                .extracting(event -> event.text("source"))
                .containsExactly("/call-manager", "/queue-manager");
    }

    @Test
    void aDuplicateInsideABatchIsDeliveredOnce() {
        String event = created.cloudEvent("/tests", "twice-" + created.id());

        List<Publisher.Receipt> receipts = server.publisher().publishBatch(List.of(event, event));

        assertThat(receipts.get(0).sequence()).isEqualTo(receipts.get(1).sequence());
        subscriber.assertEvent(created);
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        try (PipelinedPublisher publisher = new PipelinedPublisher(server.internalAddress())) {
            publisher.queue(RunningServer.PUBLISHER_KEY, created.envelope());
            publisher.queue(RunningServer.PUBLISHER_KEY, "nonsense");
            publisher.queue(RunningServer.PUBLISHER_KEY, created.envelope());
            publisher.queue(RunningServer.PUBLISHER_KEY, created.without("id").envelope());
            publisher.flush();

            assertThat(publisher.readStatuses(4)).containsExactly(202, 400, 202, 422);
        }
        subscriber.assertEvents("call_created", "call_created");
    }

    /** Its body is not read, so nobody knows where the next request begins. */
    @Test
    void aWrongKeyIsAnsweredInItsTurnAndEndsTheConnection() {
        try (PipelinedPublisher publisher = new PipelinedPublisher(server.internalAddress())) {
            publisher.queue(RunningServer.PUBLISHER_KEY, created.envelope());
            publisher.queue(UNKNOWN_KEY, created.envelope()); // verified on another thread, so it takes longer
            publisher.queue(RunningServer.PUBLISHER_KEY, created.envelope());
            publisher.flush();

            assertThat(publisher.readStatuses(2)).containsExactly(202, 401);
            assertThat(publisher.isEnded()).isTrue();
        }
        subscriber.assertEvents("call_created");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedInItsTurn() {
        String tooLarge = created.with("filler", "x".repeat(20 * 1024 * 1024)).envelope();
        try (PipelinedPublisher publisher = new PipelinedPublisher(server.internalAddress())) {
            publisher.queue(RunningServer.PUBLISHER_KEY, "nonsense");
            publisher.queue(RunningServer.PUBLISHER_KEY, tooLarge);
            publisher.flush();

            assertThat(publisher.readStatuses(2)).containsExactly(400, 413);
        }
    }

    @Test
    void aThousandPipelinedEventsAreStoredInTheirOrder() {
        try (PipelinedPublisher publisher = new PipelinedPublisher(server.internalAddress())) {
            IntStream.range(0, 1000)
                    .forEach(number -> publisher.queue(
                            RunningServer.PUBLISHER_KEY,
                            created.with("number", number).envelope()));
            publisher.flush();

            assertThat(publisher.readStatuses(1000)).containsOnly(202);
        }
        assertThat(subscriber.readEvents(1000))
                .extracting(event -> event.json().path("data").path("number").asInt())
                .isEqualTo(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void thePublishCommandPublishes() {
        RunProcess.Result result = RunProcess.runToEnd(
                "publish",
                "--url",
                server.internalAddress() + "/v1.0/events",
                "--key",
                RunningServer.PUBLISHER_KEY,
                "call_created",
                Json.write(created.data()));

        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode received = subscriber.assertEvent(created).json();
        assertThat(result.out()).contains(received.path("sequence").asText());
    }
}
