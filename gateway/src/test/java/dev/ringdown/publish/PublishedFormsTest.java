package dev.ringdown.publish;

import static dev.ringdown.publish.Publishing.CALL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.log.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which an event may come. */
class PublishedFormsTest {
    private static final String DATA =
            "{'id':'5371e9db-0000-4000-8000-000000000001'," + "'customer_id':'5013bc52-da9a-11ee-844f-2fa34248de28'}";
    private static final String CLOUD_EVENT =
            "{'specversion':'1.0','id':'e1','source':'/call-manager','type':'call_created','data':" + DATA + "}";

    private final Publishing publishing = new Publishing();

    @Test
    void theEnvelopeOfVoipbin() {
        publishing.assertAnswer("application/json", CALL, 202, "{'id':'id-1','sequence':'00000007-0000000000000001'}");

        assertStored("/pbx", "id-1", "call_created");
    }

    @Test
    void aCloudEvent() {
        publishing.assertAnswer(
                "application/cloudevents+json; charset=UTF-8",
                CLOUD_EVENT,
                202,
                "{'id':'e1','sequence':'00000007-0000000000000001'}");

        assertStored("/call-manager", "e1", "call_created");
    }

    @Test
    void aCloudEventInHeaders() {
        publishing
                .header("ce-specversion", "1.0")
                .header("ce-id", "e%201+1")
                .header("ce-source", "/call-manager")
                .header("ce-type", "call_created");

        publishing.assertAnswer("application/json", DATA, 202, "{'id':'e 1+1','sequence':'00000007-0000000000000001'}");

        assertStored("/call-manager", "e 1+1", "call_created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.voipbin.call+json", "Application/GEO+JSON; v=1", "text/json"})
    void aCloudEventInHeadersOfAnyJson(String contentType) {
        inHeaders("e1").assertAnswer(contentType, DATA, 202, "{'id':'e1','sequence':'00000007-0000000000000001'}");

        assertThat(publishing.log.stored())
                .singleElement()
                .satisfies(event -> assertThat(new String(event.json().withSequence(new byte[Sequence.WIDTH]), UTF_8))
                        .contains(",\"datacontenttype\":\"" + contentType + "\",\"data\":"));
    }

    @Test
    void aCloudEventInHeadersAlone() {
        inHeaders("e1").header("ce-subject", "call:1").header("ce-customerid", "5013bc52-da9a-11ee-844f-2fa34248de28");

        publishing.assertAnswer("", "", 202, "{'id':'e1','sequence':'00000007-0000000000000001'}");
    }

    private Publishing inHeaders(String id) {
        return publishing
                .header("ce-specversion", "1.0")
                .header("ce-id", id)
                .header("ce-source", "/call-manager")
                .header("ce-type", "call_created");
    }

    @Test
    void aBatch() {
        String other = CLOUD_EVENT.replace("'e1'", "'e2'").replace("call_created", "call_hangup");

        publishing.assertAnswer(
                "application/cloudevents-batch+json",
                "[" + CLOUD_EVENT + "," + other + "]",
                202,
                "[{'id':'e1','sequence':'00000007-0000000000000001'},{'id':'e2','sequence':'00000007-0000000000000002'}]");

        assertThat(publishing.log.stored()).extracting(Event::type).containsExactly("call_created", "call_hangup");
    }

    @Test
    void aBatchOfOneIsAnsweredAsABatch() {
        publishing.assertAnswer(
                "application/cloudevents-batch+json",
                "[" + CLOUD_EVENT + "]",
                202,
                "[{'id':'e1','sequence':'00000007-0000000000000001'}]");
    }

    @Test
    void anEmptyBatchStoresNothingAndIsNotAnError() {
        publishing.assertAnswer("application/cloudevents-batch+json", "[]", 200, "[]");

        assertThat(publishing.log.stored()).isEmpty();
    }

    @Test
    void theSameEventAgainHasTheFirstSequence() {
        publishing.send("application/cloudevents+json", CLOUD_EVENT).join();

        publishing.assertAnswer(
                "application/cloudevents+json",
                CLOUD_EVENT,
                200,
                "{'id':'e1','sequence':'00000007-0000000000000001','duplicate':true}");

        assertThat(publishing.log.stored()).hasSize(1);
        assertThat(publishing.count("ringdown.events")).isOne();
        assertThat(publishing.count("ringdown.events.duplicate")).isOne();
    }

    @Test
    void aBatchOfWhichSomethingIsNewIsAccepted() {
        publishing.send("application/cloudevents+json", CLOUD_EVENT).join();

        publishing.assertAnswer(
                "application/cloudevents-batch+json",
                "[" + CLOUD_EVENT + "," + CLOUD_EVENT.replace("'e1'", "'e2'") + "]",
                202,
                "[{'id':'e1','sequence':'00000007-0000000000000001','duplicate':true},"
                        + "{'id':'e2','sequence':'00000007-0000000000000002'}]");
    }

    @Test
    void aBatchOfWhichNothingIsNewIsNot() {
        publishing.send("application/cloudevents+json", CLOUD_EVENT).join();

        publishing.assertAnswer(
                "application/cloudevents-batch+json",
                "[" + CLOUD_EVENT + "]",
                200,
                "[{'id':'e1','sequence':'00000007-0000000000000001','duplicate':true}]");
    }

    @Test
    void nothingIsAnsweredBeforeTheLogHasIt() {
        publishing.log.takeYourTime();
        var answer = publishing.send("application/json", CALL);
        assertThat(answer).isNotDone();

        publishing.log.acknowledge();

        assertThat(answer.join().status()).isEqualTo(202);
    }

    private void assertStored(String source, String id, String type) {
        assertThat(publishing.log.stored()).singleElement().satisfies(event -> {
            assertThat(event.name().source()).isEqualTo(source);
            assertThat(event.name().id()).isEqualTo(id);
            assertThat(event.type()).isEqualTo(type);
        });
    }
}
