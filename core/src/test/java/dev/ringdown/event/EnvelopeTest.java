package dev.ringdown.event;

import static dev.ringdown.event.Decoding.AGENT;
import static dev.ringdown.event.Decoding.CALL;
import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.assertMalformed;
import static dev.ringdown.event.Decoding.assertUnroutable;
import static dev.ringdown.event.Decoding.envelope;
import static dev.ringdown.event.Decoding.json;
import static dev.ringdown.event.Decoding.message;
import static dev.ringdown.event.Decoding.topics;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VoIPBin's webhook envelope. */
class EnvelopeTest {
    private static final String DATA =
            json("{'id':'" + CALL + "','customer_id':'" + CUSTOMER + "','owner_id':'" + AGENT + "'}");

    @Test
    void theEnvelopeBecomesACloudEventOfItsPublisher() throws Exception {
        Event event = envelope(json("{'type':'call_created','data':") + DATA + "}");

        assertThat(message(event))
                .isEqualTo(json("{'specversion':'1.0','id':'generated-id','source':'/call-manager',"
                                + "'type':'call_created','subject':'call:" + CALL + "',"
                                + "'time':'2026-11-23T10:15:30.123Z','sequence':'6925a1c0-00000000000004d2',"
                                + "'datacontenttype':'application/json','data':")
                        + DATA + "}");
        assertThat(topics(event))
                .containsExactly("customer_id:" + CUSTOMER + ":call:" + CALL, "agent_id:" + AGENT + ":call:" + CALL);
    }

    @Test
    void theEnvelopeOfTheMessageBusNamesItsOwnPublisher() throws Exception {
        Event event = envelope(
                json("{'type':'call_created','publisher':'webhook-manager','data_type':'application/json','data':")
                        + DATA + "}");

        assertThat(event.name().source()).isEqualTo("/webhook-manager");
        assertThat(event.receivedNanos()).isEqualTo(77);
    }

    @Test
    void theOrderOfMembersDoesNotMatter() throws Exception {
        Event event = envelope("{\"data\" : " + DATA + json(" , 'type' : 'call_created' }"));

        assertThat(message(event)).endsWith("\"data\":" + DATA + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~                                | body: empty (expected: a JSON object)
            []                                | body: START_ARRAY (expected: a JSON object)
            {'type':'call_created'            | body: not JSON at byte
            {'type':'call_created'}           | data: missing (expected: the resource)
            {'data':{}}                       | type: missing (expected: <resource>_<action>
            {'type':5,'data':{}}              | type: VALUE_NUMBER_INT (expected: a string)
            {'type':null,'data':{}}           | type: VALUE_NULL (expected: a string)
            {'type':'','data':{}}             | type:  (expected: 1 to 1024 characters)
            {'type':'subscribe','data':{}}    | type: subscribe (expected: <resource>_<action>
            {'type':'a_b','publisher':[],'data':{}} | publisher: START_ARRAY (expected: a string)
            {'type':'a_b','publisher':'\\udc00','data':{}} | publisher: half of a surrogate pair (expected: Unicode text)
            {'type':'a_b','data_type':true,'data':{}} | data_type: VALUE_TRUE (expected: a string)
            {'type':'a_b','data_type':'text/plain','data':{}} | datacontenttype: text/plain (expected: application/json, or a type that ends with +json)
            {'type':'a_b','date':{}}          | date: unknown member (expected: type, data, publisher, data_type)
            {'type':'a_b','data':{}}{}        | body: more after the end (expected: one JSON value)
            """)
    void anEnvelopeThatIsNoneIsRefused(String body, String message) {
        assertMalformed(message, () -> envelope(json(body)));
    }

    /** A filter in front may have read the other one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'data':{'id':'1'}                     | data: given twice (expected: once)
            'data':null                           | data: given twice (expected: once)
            'type':'call_created'                 | type: given twice (expected: once)
            'type':null                           | type: given twice (expected: once)
            'publisher':'a','publisher':'a'       | publisher: given twice (expected: once)
            'data_type':'application/json','data_type':'application/json' | data_type: given twice (expected: once)
            """)
    void aMemberThatIsGivenTwiceIsRefused(String again, String message) {
        assertMalformed(
                message, () -> envelope(json("{'type':'call_created','data':") + DATA + json("," + again + "}")));
    }

    @Test
    void ofTheDataOnlyWhatTopicsFollowFromMustStandThereOnce() throws Exception {
        String customerTwice =
                json("{'id':'" + CALL + "','customer_id':'" + CUSTOMER + "','customer_id':'" + AGENT + "'}");
        String noteTwice = json("{'id':'" + CALL + "','customer_id':'" + CUSTOMER + "','note':1,'note':2}");

        assertMalformed(
                "data.customer_id: given twice (expected: once)",
                () -> envelope(json("{'type':'call_created','data':") + customerTwice + "}"));
        assertThat(message(envelope(json("{'type':'call_created','data':") + noteTwice + "}")))
                .contains(noteTwice);
    }

    @Test
    void anEnvelopeWithoutCustomerOrIdIsUnroutable() {
        assertUnroutable("data.customer_id: missing", () -> envelope(json("{'type':'call_created','data':{}}")));
        assertUnroutable("data.customer_id: missing", () -> envelope(json("{'type':'call_created','data':null}")));
        assertUnroutable("data.customer_id: missing", () -> envelope(json("{'type':'call_created','data':[1]}")));
        assertUnroutable(
                "data.id: missing (expected: the id of the call, or a subject)",
                () -> envelope(json("{'type':'call_created','data':{'customer_id':'" + CUSTOMER + "'}}")));
    }
}
