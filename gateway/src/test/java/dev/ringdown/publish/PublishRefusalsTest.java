package dev.ringdown.publish;

import static dev.ringdown.publish.Publishing.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.CapturedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the tests an event has at most 1024 bytes and a batch three events. */
class PublishRefusalsTest {
    private final CapturedLog log = new CapturedLog();
    private final Publishing publishing = new Publishing();

    @AfterEach
    void nothingWasStored() {
        log.close();
        assertThat(publishing.log.stored()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json                   | {          | body: not JSON at byte ",
                "application/json                   | []         | body: START_ARRAY (expected: a JSON object)",
                "application/json                   | {'data':{}} | type: missing (expected: ",
                "application/json                   | {'type':'call_created'} | data: missing (expected: the resource)",
                "application/json                   | {'type':'call','data':{}} | type: call (expected: <resource>_<action>",
                "application/cloudevents+json       | {'specversion':'0.3'} | specversion: 0.3 (expected: 1.0)",
                "application/cloudevents+json       | {'specversion':'1.0'} | id: missing (expected: ",
                "application/cloudevents-batch+json | {}         | body: START_OBJECT (expected: a JSON array of CloudEvents)",
                "application/cloudevents-batch+json | [{}]       | [0].specversion: missing (expected: 1.0)"
            })
    void whatIsNoEventIsRefusedWithTheField(String contentType, String body, String detail) {
        publishing.assertRefused(contentType, body, 400, detail);
    }

    @Test
    void aBrokenHeaderIsRefused() {
        publishing
                .header("ce-id", "%zz")
                .assertRefused("application/json", "{}", 400, "ce-id: a broken percent-encoding");
    }

    @Test
    void anAttributeThatIsInTwoHeadersIsRefused() {
        publishing
                .header("ce-id", "1")
                .repeated("ce-id")
                .assertRefused("application/json", "{}", 400, "ce-id: given twice (expected: once)");
    }

    @Test
    void aTypeOfTheDataThatIsNotThatOfTheBodyIsRefused() {
        publishing
                .header("ce-datacontenttype", "application/geo+json")
                .assertRefused(
                        "application/json", "{}", 400, "ce-datacontenttype: application/geo+json (expected: absent,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/cloudevents+avro", "application/cloudevents-stream+json", "application/xml"})
    void inBinaryModeTheBodyIsJsonAndNoEvent(String contentType) {
        publishing
                .header("ce-specversion", "1.0")
                .assertRefused(contentType, "{}", 415, "content-type: " + contentType + " (expected: ");
    }

    @Test
    void aBodyOfWhichNobodySaysWhatItIsIsRefused() {
        publishing.header("ce-specversion", "1.0").assertRefused("", "{}", 415, "content-type: missing (expected: ");
    }

    /** The parser's message shows half of this character; the answer must be JSON all the same. */
    @Test
    void anOddCharacterIsRefused() {
        publishing.assertRefused("application/json", "{'type':\uD836\uDC00}", 400, "body: not JSON at byte ");
    }

    @Test
    void anEventThatIsTooLargeIsRefused() {
        Answer answer = publishing.assertRefused(
                "application/json",
                "{'type':'call_created','data':{'note':'" + "x".repeat(1024) + "'}}",
                413,
                "body: ");

        assertThat(Publishing.text(answer)).contains("limits.event-bytes");
        assertThat(publishing.count("ringdown.limits.reached", "limit", "limits.event-bytes"))
                .isOne();
    }

    @Test
    void aBatchOfTooManyIsRefused() {
        String event = "{'specversion':'1.0','id':'e','source':'/s','type':'call_created','subject':'call:1',"
                + "'customerid':'5013bc52-da9a-11ee-844f-2fa34248de28'}";

        publishing.assertRefused(
                "application/cloudevents-batch+json",
                "[" + event + "," + event + "," + event + "," + event + "]",
                413,
                "body: more than 3 events (expected: at most limits.batch-events)");
        assertThat(publishing.count("ringdown.limits.reached", "limit", "limits.batch-events"))
                .isOne();
    }

    @Test
    void oneBadEventSpoilsTheBatch() {
        String good = "{'specversion':'1.0','id':'e','source':'/s','type':'call_created','subject':'call:1',"
                + "'customerid':'5013bc52-da9a-11ee-844f-2fa34248de28'}";

        publishing.assertRefused(
                "application/cloudevents-batch+json",
                "[" + good + "," + good.replace("'/s'", "''") + "]",
                400,
                "[1].source: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-ndjson", "application/jsonx"})
    void anotherContentTypeIsRefused(String contentType) {
        publishing.assertRefused(
                contentType,
                CALL,
                415,
                "content-type: " + contentType + " (expected: application/json, application/cloudevents+json,"
                        + " application/cloudevents-batch+json, application/x-ndjson, or any JSON beside ce- headers)");
    }

    @Test
    void noContentTypeIsRefused() {
        publishing.assertRefused("", CALL, 415, "content-type: missing (expected: ");
    }

    @Test
    void anEventWithoutATopicIsRefused() {
        publishing.assertRefused(
                "application/json",
                "{'type':'call_created','data':{'id':'c1'}}",
                422,
                "data.customer_id: missing (expected: ");
        publishing.assertRefused(
                "application/json",
                "{'type':'call_created','data':{'customer_id':'5013bc52-da9a-11ee-844f-2fa34248de28'}}",
                422,
                "data.id: missing (expected: ");
    }

    @Test
    void aLogThatTakesNothingIsToldWithTheReason() {
        publishing.log.answer(
                new AppendOutcome.Refused("cannot append 1 events: no space left (nothing was stored)", null));

        Answer answer = publishing.assertRefused(
                "application/json", CALL, 503, "cannot append 1 events: no space left (nothing was stored)");

        assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void whereItIsNotKnownWhetherEventsWereStoredThePublisherIsToldThat() {
        publishing.log.answer(new AppendOutcome.Unknown("cannot append 1 events: the disk failed (not known)"));

        Answer answer = publishing.assertRefused(
                "application/json", CALL, 503, "cannot append 1 events: the disk failed (not known)");

        assertThat(Publishing.text(answer)).contains("\"stored\":\"unknown\"");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void theLimitOfTheLogThatWasReachedIsCounted() {
        publishing.log.answer(new AppendOutcome.Refused("too much is waiting", Limit.APPEND_BYTES));

        publishing.assertRefused("application/json", CALL, 503, "too much is waiting");

        assertThat(publishing.count("ringdown.limits.reached", "limit", "limits.append-bytes"))
                .isOne();
    }

    /** What is wrong inside is for the operator, not for the publisher. */
    @Test
    void aFailureThatNobodyExpectedIsNotToldInDetail() {
        publishing.log.fail(new IllegalStateException("password=hunter2"));

        publishing.assertRefused(
                "application/json", CALL, 500, "the log of the server has the reason; nothing was acknowledged");
        assertThat(log.errors()).containsExactly("cannot append what was published");
    }
}
