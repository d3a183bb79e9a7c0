package dev.ringdown.event;

import static dev.ringdown.event.Decoding.AGENT;
import static dev.ringdown.event.Decoding.CALL;
import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.assertMalformed;
import static dev.ringdown.event.Decoding.assertUnroutable;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.envelope;
import static dev.ringdown.event.Decoding.json;
import static dev.ringdown.event.Decoding.structured;
import static dev.ringdown.event.Decoding.topics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTableTest {
    private static final String ZERO = "00000000-0000-0000-0000-000000000000";
    private static final String OTHER_AGENT = "22222222-2222-4222-8222-222222222222";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            call_created               | 'id':'1'                                    | call:1
            call_hangup                | 'id':'1','chat_id':'2'                      | call:1
            account_updated            | 'id':'1'                                    | account:1
            activeflow_deleted         | 'id':'1'                                    | activeflow:1
            queuecall_abandoned        | 'id':'1'                                    | queuecall:1
            conference_updated         | 'id':'1'                                    | conference:1
            transcribe_done            | 'id':'1'                                    | transcribe:1
            aicall_ended               | 'id':'1','aicall_id':'2'                    | aicall:1
            aimessage_created          | 'id':'1','aicall_id':'2'                    | aicall:2
            aimessage_created          | 'id':'1'                                    | aimessage:1
            chat_created               | 'id':'1'                                    | chat:1
            chat_updated               | 'id':'1','chat_id':'2'                      | chat:2
            chatmessage_created        | 'id':'1','chat_id':'2'                      | chat:2
            chatparticipant_added      | 'chat_id':'2'                               | chat:2
            chatmessage_created        | 'id':'1'                                    | chat:1
            webchat_session_created    | 'id':'1'                                    | webchat_session:1
            webchat_message_created    | 'id':'1','session_id':'2'                   | webchat_session:2
            webchat_message_created    | 'id':'1','chat_id':'2'                      | webchat_session:1
            conversation_created       | 'id':'1','conversation_id':'2'              | conversation:1
            conversation_message_created | 'id':'1','conversation_id':'2'            | conversation:2
            conversation_message_created | 'id':'1'                                  | conversation:1
            """)
    void voipBinsEventsBelongToTheirResource(String type, String members, String subject) throws Exception {
        Event event =
                envelope(json("{'type':'" + type + "','data':{" + members + ",'customer_id':'" + CUSTOMER + "'}}"));

        assertThat(topics(event)).containsExactly("customer_id:" + CUSTOMER + ":" + subject);
    }

    @Test
    void theZeroUuidMeansThatThereIsNone() throws Exception {
        Event event = envelope(json("{'type':'chatmessage_created','data':{'id':'1','chat_id':'" + ZERO
                + "','owner_id':'" + ZERO + "','customer_id':'" + CUSTOMER + "'}}"));

        assertThat(topics(event)).containsExactly("customer_id:" + CUSTOMER + ":chat:1");
    }

    @Test
    void noTopicFollowsFromAZeroUuid() {
        assertUnroutable(
                "data.customer_id: " + ZERO + " (expected: the UUID of the customer",
                () -> envelope(json("{'type':'call_created','data':{'id':'1','customer_id':'" + ZERO + "'}}")));
        assertUnroutable(
                "data.id: " + ZERO + " (expected: the id of the call, or a subject)",
                () -> envelope(
                        json("{'type':'call_created','data':{'id':'" + ZERO + "','customer_id':'" + CUSTOMER + "'}}")));
        assertUnroutable(
                "customerid: " + ZERO + " (expected: the UUID of the customer",
                () -> structured(cloudEvent().replace(CUSTOMER, ZERO)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'1-1-1-1-1'", "''", "'5013bc52da9a11ee844f2fa34248de28'", "17"})
    void aCustomerIdThatIsNoUuidIsUnroutable(String customer) {
        assertUnroutable(
                "data.customer_id: " + customer.replace("'", "") + " (expected: the UUID of the customer",
                () -> envelope(json("{'type':'call_created','data':{'id':'1','customer_id':" + customer + "}}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "['" + CUSTOMER + "']", "true", "1.5"})
    void aCustomerIdThatIsNoTextIsMissing(String customer) {
        assertUnroutable(
                "data.customer_id: missing",
                () -> envelope(json("{'type':'call_created','data':{'id':'1','customer_id':" + customer + "}}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "null", "{'id':'1'}", "false"})
    void anIdThatIsEmptyOrNoTextIsUnroutable(String id) {
        assertUnroutable(
                "data.id: ",
                () -> envelope(
                        json("{'type':'call_created','data':{'id':" + id + ",'customer_id':'" + CUSTOMER + "'}}")));
    }

    @Test
    void anIdMayBeAWholeNumber() throws Exception {
        Event event = envelope(json("{'type':'call_created','data':{'id':17,'customer_id':'" + CUSTOMER + "'}}"));

        assertThat(topics(event)).containsExactly("customer_id:" + CUSTOMER + ":call:17");
    }

    @Test
    void anIdWithOtherCharactersIsUnroutable() {
        assertUnroutable(
                "resource id: a b (expected: 1 to 128 of A-Z a-z 0-9 _ - .)",
                () -> envelope(json("{'type':'call_created','data':{'id':'a b','customer_id':'" + CUSTOMER + "'}}")));
    }

    @Test
    void aTypeWhoseResourceHasCapitalsNeedsASubject() throws Exception {
        String noSubject = json("{'type':'Call_created','data':{'id':'1','customer_id':'" + CUSTOMER + "'}}");

        assertUnroutable("type: Call_created (expected: <resource>_<action> with", () -> envelope(noSubject));
        assertThat(topics(structured(cloudEvent().replace("call_created", "Call_created"))))
                .containsExactly("customer_id:" + CUSTOMER + ":call:17");
    }

    @Test
    void onlyMembersOfDataItselfCount() {
        assertUnroutable(
                "data.id: missing",
                () -> envelope(json("{'type':'call_created','data':{'call':{'id':'1'},'customer_id':'" + CUSTOMER
                        + "','parts':[{'id':'2'}]}}")));
    }

    @Test
    void theOwnerGetsATopicOfItsOwn() throws Exception {
        Event event = envelope(json("{'type':'call_created','data':{'id':'" + CALL + "','customer_id':'" + CUSTOMER
                + "','owner_id':'" + AGENT.toUpperCase(Locale.ROOT) + "'}}"));

        assertThat(topics(event))
                .containsExactly("customer_id:" + CUSTOMER + ":call:" + CALL, "agent_id:" + AGENT + ":call:" + CALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'nobody'", "null", "17"})
    void anOwnerThatIsNoUuidIsNone(String owner) throws Exception {
        Event event = envelope(json(
                "{'type':'call_created','data':{'id':'1','customer_id':'" + CUSTOMER + "','owner_id':" + owner + "}}"));

        assertThat(topics(event)).containsExactly("customer_id:" + CUSTOMER + ":call:1");
    }

    @Test
    void agentIdsAreSeparatedByCommasAndEachGetsATopicOnce() throws Exception {
        Event event = structured(cloudEvent(
                "'agentids':'" + AGENT + ", " + OTHER_AGENT + "," + AGENT.toUpperCase(Locale.ROOT) + "," + ZERO + "'"));

        assertThat(topics(event))
                .containsExactly(
                        "customer_id:" + CUSTOMER + ":call:17",
                        "agent_id:" + AGENT + ":call:17",
                        "agent_id:" + OTHER_AGENT + ":call:17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", AGENT + ",", "," + AGENT, AGENT + " " + AGENT, AGENT + ";" + AGENT})
    void agentIdsThatAreNoUuidsAreMalformed(String agentIds) {
        assertMalformed(
                "agentids: " + agentIds + " (expected: UUIDs, separated by commas)",
                () -> structured(cloudEvent("'agentids':'" + agentIds + "'")));
    }

    @Test
    void attributesComeBeforeMembersOfData() throws Exception {
        Event event = structured(cloudEvent(
                "'agentids':'" + AGENT + "'",
                "'data':{'id':'1','customer_id':'" + OTHER_AGENT + "','owner_id':'" + OTHER_AGENT + "'}"));

        assertThat(topics(event))
                .containsExactly("customer_id:" + CUSTOMER + ":call:17", "agent_id:" + AGENT + ":call:17");
    }

    @Test
    void aRuleNeedsAMemberToLookAt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutingRule("chat*", "chat", List.of()))
                .withMessage("id: [] (expected: at least one member of data)");
    }
}
