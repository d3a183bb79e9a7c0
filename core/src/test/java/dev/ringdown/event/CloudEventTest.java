package dev.ringdown.event;

import static dev.ringdown.event.Decoding.AGENT;
import static dev.ringdown.event.Decoding.CALL;
import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.json;
import static dev.ringdown.event.Decoding.message;
import static dev.ringdown.event.Decoding.structured;
import static dev.ringdown.event.Decoding.topics;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents in structured mode that are taken; {@link CloudEventRefusalTest} has the others. */
class CloudEventTest {
    @Test
    void anEventIsPassedOnAsACloudEventWithAHoleForItsSequence() throws Exception {
        String body = json("""
                {"specversion":"1.0","id":"e-1","source":"/call-manager","type":"call_hangup",
                 "subject":"call:17","time":"2026-11-23T10:15:30.123Z","datacontenttype":"application/json",
                 "customerid":"5013bc52-da9a-11ee-844f-2fa34248de28","data":{ "id": "17" }}""");

        Event event = structured(body);

        assertThat(message(event))
                .isEqualTo("{\"specversion\":\"1.0\",\"id\":\"e-1\",\"source\":\"/call-manager\","
                        + "\"type\":\"call_hangup\",\"subject\":\"call:17\",\"time\":\"2026-11-23T10:15:30.123Z\","
                        + "\"sequence\":\"6925a1c0-00000000000004d2\","
                        + "\"datacontenttype\":\"application/json\",\"data\":{ \"id\": \"17\" }}");
    }

    @Test
    void anEventKnowsWhatItIsAndWhenItWasReceived() throws Exception {
        Event event = structured(cloudEvent());

        assertThat(event.customer()).isEqualTo(UUID.fromString(CUSTOMER));
        assertThat(event.name().source()).isEqualTo("/call-manager");
        assertThat(event.name().id()).isEqualTo("e-1");
        assertThat(event.type()).isEqualTo("call_created");
        assertThat(event.receivedNanos()).isEqualTo(77);
        assertThat(event.json().size()).isEqualTo(message(event).length());
    }

    @Test
    void anEventWithoutTimeGetsTheTimeOfNowInMilliseconds() throws Exception {
        assertThat(message(structured(cloudEvent()))).contains("\"time\":\"2026-11-23T10:15:30.123Z\"");
    }

    @Test
    void anEventWithoutDataHasNoneInItsMessage() throws Exception {
        assertThat(message(structured(cloudEvent()))).endsWith("\"sequence\":\"6925a1c0-00000000000004d2\"}");
    }

    @Test
    void nullIsDataToo() throws Exception {
        assertThat(message(structured(cloudEvent("'data':null")))).endsWith(",\"data\":null}");
    }

    @Test
    void largeDataIsPassedOnWhole() throws Exception {
        String data = json("{'text':'" + "é\\n".repeat(50_000) + "'}");

        assertThat(message(structured(cloudEvent("'data':" + data)))).endsWith(",\"data\":" + data + "}");
    }

    @Test
    void anAttributeThatIsNullIsAbsent() throws Exception {
        Event event = structured(cloudEvent("'time':null", "'note':null", "'sequence':null", "'data_base64':null"));

        assertThat(message(event)).isEqualTo(message(structured(cloudEvent())));
    }

    @Test
    void extensionAttributesAreKeptAsTheyWereWritten() throws Exception {
        Event event = structured(cloudEvent("'traceparent':'00-ab\\\"c-\\u00e9-01'", "'retries':3", "'urgent':true"));

        assertThat(message(event))
                .contains(",\"traceparent\":\"00-ab\\\"c-é-01\",\"retries\":3,\"urgent\":true,\"sequence\":");
    }

    @Test
    void attributesMayHoldAnyUnicodeText() throws Exception {
        Event event = structured(cloudEvent("'note':'\\ud83d\\ude00 😀 \u2028\ufffd'"));

        assertThat(message(event)).contains("\"note\":\"😀 😀 \u2028\ufffd\"");
    }

    @Test
    void theAttributesOfRoutingAreNotPassedOn() throws Exception {
        assertThat(message(structured(cloudEvent("'agentids':'" + AGENT + "'"))))
                .doesNotContain("customerid", "agentids");
    }

    @Test
    void theOrderOfAttributesDoesNotMatter() throws Exception {
        Event event = structured(json("{'data':{'id':'17','customer_id':'" + CUSTOMER
                + "'},'type':'call_created','source':'/s','id':'e-1','specversion':'1.0'}"));

        assertThat(topics(event)).containsExactly("customer_id:" + CUSTOMER + ":call:17");
    }

    @Test
    void aSubjectThatIsAUuidIsPassedOnInLowerCase() throws Exception {
        Event event = structured(json("{'specversion':'1.0','id':'1','source':'/s','type':'call_created','customerid':'"
                + CUSTOMER + "','subject':'call:5371E9DB-0000-4000-8000-000000000001'}"));

        assertThat(message(event)).contains("\"subject\":\"call:" + CALL + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json; charset=utf-8",
                "text/json",
                "application/geo+json",
                "application/vnd.voipbin.call+JSON",
                "application/vnd.voipbin.call+json;v=1"
            })
    void whateverKindOfJsonTheDataIsIsKept(String contentType) throws Exception {
        Event event = structured(cloudEvent("'datacontenttype':'" + contentType + "'", "'data':1"));

        assertThat(message(event)).endsWith(",\"datacontenttype\":\"" + contentType + "\",\"data\":1}");
    }

    /** Among them the examples of RFC 3339 section 5.8. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T10:15:30Z",
                "2026-11-23T10:15:30.123456789+09:00",
                "2026-11-23t10:15:30z",
                "2026-11-23T10:15:30.1234567890123456789Z",
                "1985-04-12T23:20:50.52Z",
                "1996-12-19T16:39:57-08:00",
                "1990-12-31T23:59:60Z",
                "1990-12-31T15:59:60-08:00",
                "2017-01-01T05:29:60.5+05:30",
                "1937-01-01T12:00:27.87+00:20",
                "2024-02-29T00:00:00-00:00",
                "2026-11-23T23:59:59Z",
                "0000-01-01T00:00:00+23:59"
            })
    void theTimeIsKeptAsItWasWritten(String time) throws Exception {
        assertThat(message(structured(cloudEvent("'time':'" + time + "'")))).contains("\"time\":\"" + time + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_b", "Call_Created", "call_created.v2", "a-b_c-d", "call_a_b_c", "9_9"})
    void aTypeIsAResourceAndAnAction(String type) throws Exception {
        Event event = structured(cloudEvent().replace("call_created", type));

        assertThat(event.type()).isEqualTo(type);
    }

    @Test
    void anAttributeMayHave1024CharactersAndATypeAHundredAnd28() throws Exception {
        String type = "call_" + "x".repeat(123);
        String note = "n".repeat(1024);

        Event event = structured(cloudEvent("'note':'" + note + "'").replace("call_created", type));

        assertThat(message(event)).contains("\"note\":\"" + note + "\"").contains("\"type\":\"" + type + "\"");
    }

    @Test
    void theMessageOfAnEventCanBeFilledMoreThanOnce() throws Exception {
        EventJson json = structured(cloudEvent()).json();

        byte[] first = json.withSequence(Decoding.bytes("00000001-0000000000000001"));
        byte[] second = json.withSequence(Decoding.bytes("00000001-0000000000000002"));

        assertThat(new String(first, StandardCharsets.UTF_8)).contains("00000001-0000000000000001");
        assertThat(second).hasSameSizeAs(first);
    }
}
