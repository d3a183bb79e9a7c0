package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.PipelinedPublisher;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be published is refused with a problem that names the field, and nothing of it is stored. */
class PublishRefusalsTest {
    private static final int EVENT_LIMIT = 256 * 1024;

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();
    private final TestEvent created = TestEvent.call("created", admin);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                       | body
            nonsense                                                 | body
            {"type":"call_created","data":{}                         | body
            ["call_created"]                                         | body
            {"type":"call_created","data":{"id":"1"}} trailing       | body
            {"data":{"id":"1"}}                                      | type
            {"type":7,"data":{}}                                     | type
            {"type":"call","data":{"id":"1"}}                        | type
            {"type":"_created","data":{"id":"1"}}                    | type
            {"type":"call created_","data":{"id":"1"}}               | type
            {"type":"call_created"}                                  | data
            {"type":"call_created","data":{},"topic":"everything"}   | topic
            """)
    void anEnvelopeThatIsNoneIsABadRequest(String body, String field) {
        server.publisher().post(Publisher.ENVELOPE, body).assertProblem(400, field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"id":"1","source":"/t","type":"call_created"}                                            | specversion
            {"specversion":"0.3","id":"1","source":"/t","type":"call_created"}                        | specversion
            {"specversion":"1.0","source":"/t","type":"call_created"}                                 | id
            {"specversion":"1.0","id":"1","type":"call_created"}                                      | source
            {"specversion":"1.0","id":"1","source":"/t"}                                              | type
            {"specversion":"1.0","id":"1","source":"/t","type":"call_created","time":"yesterday"}     | time
            {"specversion":"1.0","id":"1","source":"/t","type":"call_created","subject":"call"}       | subject
            {"specversion":"1.0","id":"1","source":"/t","type":"call_created","sequence":"1"}         | sequence
            {"specversion":"1.0","id":"1","source":"/t","type":"call_created","data_base64":"AAAA"}   | data_base64
            {"specversion":"1.0","id":"1","source":"/t","type":"call_created","UPPER":"x"}            | UPPER
            {"specversion":"1.0","id":"1","source":"/t","type":"call_created","datacontenttype":"text/xml"} | datacontenttype
            """)
    void aCloudEventThatIsNoneIsABadRequest(String body, String field) {
        Agent customer = Agent.admin();
        String routable = body.replace(
                "\"type\":\"call_created\"",
                "\"type\":\"call_created\",\"customerid\":\"" + customer.customer() + "\",\"data\":{\"id\":\"1\"}");

        server.publisher().post(Publisher.CLOUD_EVENT, routable).assertProblem(400, field);
    }

    @Test
    void textThatIsNotUtf8IsABadRequest() {
        String latin1 = created.with("name", "\u00fc").envelope();

        server.publisher().postLatin1(Publisher.ENVELOPE, latin1).assertProblem(400, "UTF-8");
    }

    @Test
    void withoutCredentialNobodyPublishes() {
        HttpAnswer answer = server.publisher().postAnonymously(Publisher.ENVELOPE, created.envelope());

        answer.assertProblem(401, "no credential");
        assertThat(answer.header("www-authenticate")).startsWith("Bearer");
    }

    @Test
    void anUnknownKeyIsUnauthorized() {
        server.publisher()
                .withKey("a-key-that-nobody-knows-0123456789")
                .post(Publisher.ENVELOPE, created.envelope())
                .assertProblem(401, "not known");
    }

    @Test
    void anAgentMayNotPublish() {
        server.publisher()
                .withKey(admin.token())
                .post(Publisher.ENVELOPE, created.envelope())
                .assertProblem(403, "may not publish");
    }

    @Test
    void theLargestEventIsTaken() {
        HttpAnswer answer = server.publisher().post(Publisher.ENVELOPE, envelopeOf(EVENT_LIMIT));

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void anEventOneByteLargerIsTooLarge() {
        server.publisher()
                .post(Publisher.ENVELOPE, envelopeOf(EVENT_LIMIT + 1))
                .assertProblem(413, "limits.event-bytes");
    }

    @Test
    void aPublisherThatSendsFarTooMuchBeforeItReadsIsToldSo() {
        try (PipelinedPublisher publisher = new PipelinedPublisher(server.internalAddress())) {
            publisher.send(RunningServer.PUBLISHER_KEY, envelopeOf(20 * 1024 * 1024));

            publisher.readAnswer().assertProblem(413, "limits.batch-bytes");
        }
    }

    @Test
    void aBatchOfTooManyEventsIsTooLarge() {
        String event = created.cloudEvent("/tests", "1");

        server.publisher()
                .post(Publisher.CLOUD_EVENT_BATCH, "[" + String.join(",", Collections.nCopies(10_001, event)) + "]")
                .assertProblem(413, "limits.batch-events");
    }

    private String envelopeOf(int bytes) {
        String start = "{\"type\":\"call_created\",\"data\":{\"id\":\"1\",\"customer_id\":\"" + admin.customer()
                + "\",\"filler\":\"";
        String end = "\"}}";
        return start + "x".repeat(bytes - start.length() - end.length()) + end;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "application/octet-stream",
                "json"
            })
    void anotherContentTypeIsUnsupported(String contentType) {
        server.publisher().post(contentType, created.envelope()).assertProblem(415, "content-type");
    }

    @Test
    void anEventWithoutCustomerHasNoTopic() {
        server.publisher()
                .post(Publisher.ENVELOPE, created.without("customer_id").envelope())
                .assertProblem(422, "customer_id");
    }

    @Test
    void theZeroCustomerIsNone() {
        String zero = created.with("customer_id", "00000000-0000-0000-0000-000000000000")
                .envelope();

        server.publisher().post(Publisher.ENVELOPE, zero).assertProblem(422, "customer_id");
    }

    @Test
    void anEventWithoutResourceIdHasNoTopic() {
        server.publisher()
                .post(Publisher.ENVELOPE, created.without("id").envelope())
                .assertProblem(422, "data.id");
    }

    @Test
    void anIdThatCannotStandInATopicIsUnprocessable() {
        server.publisher()
                .post(Publisher.ENVELOPE, created.with("id", "a:b").envelope())
                .assertProblem(422, "id");
    }

    @Test
    void whatWasRefusedIsNotDelivered() {
        Subscriber subscriber = server.connect(admin).subscribe("*");

        server.publisher().withKey(admin.token()).post(Publisher.ENVELOPE, created.envelope());
        server.publisher().post("text/plain", created.envelope());
        server.publish(TestEvent.call("hangup", admin));

        subscriber.assertEvents("call_hangup");
    }

    @Test
    void aPublisherFasterThanItsRateIsToldToWaitAndNothingIsStored() {
        try (RunningServer limited = RunningServer.start("limits.publish-rate=2")) {
            Subscriber subscriber = limited.connect(admin).subscribe("*");
            limited.publisher()
                    .publishBatch(List.of(
                            created.cloudEvent("/tests", "1"),
                            created.cloudEvent("/tests", "2"),
                            created.cloudEvent("/tests", "3"),
                            created.cloudEvent("/tests", "4"),
                            created.cloudEvent("/tests", "5")));

            HttpAnswer answer = limited.publisher().post(Publisher.CLOUD_EVENT, created.cloudEvent("/tests", "6"));

            answer.assertProblem(429, "limits.publish-rate").assertRetryAfter();
            subscriber.assertEvents("call_created", "call_created", "call_created", "call_created", "call_created");
        }
    }

    @Test
    void anyOtherPathOrMethodOfTheInternalPortIsRefused() {
        server.publisher().get("/v1.0/ws").assertProblem(404, "");
        HttpAnswer get = server.publisher().get("/v1.0/events");

        get.assertProblem(405, "POST");
        assertThat(get.header("allow")).isEqualTo("POST");
    }
}
