package dev.ringdown.event;

import static dev.ringdown.event.Decoding.AGENT;
import static dev.ringdown.event.Decoding.CALL;
import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.assertMalformed;
import static dev.ringdown.event.Decoding.assertRefused;
import static dev.ringdown.event.Decoding.assertUnroutable;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.envelope;
import static dev.ringdown.event.Decoding.json;
import static dev.ringdown.event.Decoding.message;
import static dev.ringdown.event.Decoding.structured;
import static dev.ringdown.event.Decoding.topics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parsing;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TypePattern;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTableTest {
    private static final String ZERO = "00000000-0000-0000-0000-000000000000";
    private static final String OTHER_AGENT = "22222222-2222-4222-8222-222222222222";

    /** Types and members as VoIPBin's source of October 2026 has them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            call_created                 | 'id':'1'                                | call:1                 |
            call_hangup                  | 'id':'1','chat_id':'2'                  | call:1                 |
            account_updated              | 'id':'1'                                | account:1              |
            Account_created              | 'id':'1'                                | account:1              |
            call.outbound_whitelist_rejected | 'call_id':'1'                       | call:1                 |
            call.outbound_whitelist_rejected | 'id':'1'                            | call:1                 |
            aimessage_intermediate       | 'id':'1','aicall_id':'2'                | aimessage:1            | aicall:2
            queuecall_abandoned          | 'id':'1','queue_id':'2'                 | queuecall:1            | queue:2
            queuecall_created            | 'id':'1'                                | queuecall:1            | queue
            queuecall_created            | 'id':'1','reference_type':'call','reference_id':'3' | queuecall:1 | queue,call:3
            conferencecall_joined        | 'id':'1','conference_id':'2'            | conferencecall:1       | conference:2
            conference_updated           | 'id':'1'                                | conference:1           |
            aicall_ended                 | 'id':'1','aicall_id':'2'                | aicall:1               |
            aicall_created               | 'id':'1','reference_type':'confbridge','reference_id':'2' | aicall:1 | confbridge:2
            aicall_created               | 'id':'1','reference_type':'conversation','reference_id':'2' | aicall:1 |
            aimessage_created            | 'id':'1','aicall_id':'2'                | aimessage:1            | aicall:2
            aimessage_created            | 'id':'1'                                | aimessage:1            | aicall
            chat_created                 | 'id':'1'                                | chat:1                 | talk:1
            chatmessage_created          | 'id':'1','chat_id':'2'                  | chatmessage:1          | chat:2,talk:2
            chatmessage_created          | 'id':'1'                                | chatmessage:1          | chat,talk:1
            chatparticipant_added        | 'id':'1','chat_id':'2'                  | chatparticipant:1      | chat:2,talk:2
            webchat_created              | 'id':'1'                                | webchat:1              |
            webchat_session_created      | 'id':'1'                                | webchat_session:1      | webchat
            webchat_message_created      | 'id':'1','session_id':'2'               | webchat_message:1      | webchat_session:2,webchat
            conversation_created         | 'id':'1','conversation_id':'2'          | conversation:1         |
            conversation_message_created | 'id':'1','conversation_id':'2'          | conversation_message:1 | conversation:2
            transcribe_done              | 'id':'1'                                | transcribe:1           |
            transcribe_created           | 'id':'1','reference_type':'call','reference_id':'2' | transcribe:1 | call:2
            transcribe_speech_interim    | 'id':'1','transcribe_id':'2'            | transcribe:2           |
            transcript_created           | 'id':'1','transcribe_id':'2'            | transcript:1           | transcribe:2
            streaming_started            | 'id':'1','transcribe_id':'2'            | streaming:1            | transcribe:2
            recording_started            | 'id':'1','reference_type':'call','reference_id':'2' | recording:1  | call:2
            recording_started            | 'id':'1','reference_type':'call'        | recording:1            | call
            """)
    void voipBinsEventsBelongToTheirOwnResourceAndToTheirParents(
            String type, String members, String subject, String parents) throws Exception {
        Event event =
                envelope(json("{'type':'" + type + "','data':{" + members + ",'customer_id':'" + CUSTOMER + "'}}"));

        assertThat(event.topics().own()).hasToString(subject);
        assertThat(event.topics().parentsText()).isEqualTo(parents);
        assertThat(event.topics().scopes()).containsExactly(new InScope(Scope.CUSTOMER, UUID.fromString(CUSTOMER)));
    }

    @ParameterizedTest
    @CsvSource({
        "call_created,false",
        "chat_created,false",
        "chatmessage_created,true",
        "chatmessage_deleted,true",
        "message_created,true",
        "aimessage_created,true",
        "webchat_message_created,true",
        "conversation_message_created,true",
        "transcript_created,true",
        "transcribe_speech_interim,true",
        "transcribe_created,false",
        "email_created,true",
        "dtmf_received,true",
        "chatparticipant_added,false"
    })
    void messagesAndLinesAreMoments(String type, boolean moment) throws Exception {
        Event event = envelope(
                json("{'type':'" + type + "','data':{'id':'1','transcribe_id':'2','customer_id':'" + CUSTOMER + "'}}"));

        assertThat(event.moment()).isEqualTo(moment);
    }

    /** What is remembered of one type is nothing of the other. */
    @Test
    void typesThatMeetInAPlaceAreToldApart() throws Exception {
        assertThat("an_created".hashCode()).isEqualTo("c0_created".hashCode());
        EventDecoder decoder = Decoding.decoder();
        String an = json("{'type':'an_created','data':{'id':'1','customer_id':'" + CUSTOMER + "'}}");
        String c0 = an.replace("an_created", "c0_created");

        assertThat(decoder.envelope(bytes(an), "test", 0).topics().own()).hasToString("an:1");
        assertThat(decoder.envelope(bytes(c0), "test", 0).topics().own()).hasToString("c0:1");
        assertThat(decoder.envelope(bytes(an), "test", 0).topics().own()).hasToString("an:1");
    }

    @Test
    void everyTopicIsInEveryScope() throws Exception {
        Event event = envelope(json("{'type':'queuecall_created','data':{'id':'1','queue_id':'2','owner_id':'" + AGENT
                + "','customer_id':'" + CUSTOMER + "'}}"));

        assertThat(topics(event))
                .containsExactly(
                        "customer_id:" + CUSTOMER + ":queuecall:1",
                        "customer_id:" + CUSTOMER + ":queue:2",
                        "agent_id:" + AGENT + ":queuecall:1",
                        "agent_id:" + AGENT + ":queue:2");
    }

    @Test
    void parentsFollowAlsoWhereThePublisherGaveTheSubject() throws Exception {
        Event event = structured(cloudEvent("'data':{'queue_id':'2'}")
                .replace("call_created", "queuecall_created")
                .replace("call:17", "queuecall:17"));

        assertThat(event.topics().own()).hasToString("queuecall:17");
        assertThat(event.topics().parentsText()).isEqualTo("queue:2");
    }

    @Test
    void aPublisherMaySetTheParents() throws Exception {
        Event event = structured(cloudEvent("'parents':'queue:2, campaign,call:17,queue:2'"));

        assertThat(event.topics().parentsText()).isEqualTo("queue:2,campaign");
        assertThat(message(event)).contains("\"subject\":\"call:17\",\"parents\":\"queue:2,campaign\",\"time\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue:", "Queue:1", "queue:a b", ",", "queue:1,", "queue:1:2"})
    void parentsThatAreNoResourcesAreMalformed(String parents) {
        assertMalformed(
                "parents: " + parents + " (expected: <resource>:<resource-id> or <resource>, separated by commas)",
                () -> structured(cloudEvent("'parents':'" + parents + "'")));
    }

    @Test
    void anEventWithoutParentsHasNoSuchAttribute() throws Exception {
        assertThat(message(structured(cloudEvent()))).doesNotContain("parents");
    }

    @Test
    void aDirectTokenHearsThroughItsParentOnlyTheMessages() throws Exception {
        Event message = envelope(json(
                "{'type':'chatmessage_created','data':{'id':'1','chat_id':'2','customer_id':'" + CUSTOMER + "'}}"));
        Event participant = envelope(json(
                "{'type':'chatparticipant_added','data':{'id':'1','chat_id':'2','customer_id':'" + CUSTOMER + "'}}"));
        TopicFilter chat = Parsing.filter("customer_id:" + CUSTOMER + ":chat:2");
        TopicFilter talk = Parsing.filter("customer_id:" + CUSTOMER + ":talk:2");

        assertThat(chat.forDirectToken().reaches(message.topics())).isTrue();
        assertThat(chat.forDirectToken().reaches(participant.topics())).isFalse();
        assertThat(talk.forDirectToken().reaches(message.topics())).isFalse();
        assertThat(chat.reaches(participant.topics())).isTrue();
        assertThat(talk.reaches(message.topics())).isTrue();
    }

    @Test
    void anEventHasAtMostSoManyTopics() throws Exception {
        EventDecoder four = new EventDecoder(
                new RoutingTable(RoutingTable.VOIPBIN, 4), 1024, 20, 25, () -> "generated-id", Clock.systemUTC());
        String withOwner = "'customer_id':'" + CUSTOMER + "','owner_id':'" + AGENT + "'}}";
        String fits = json("{'type':'queuecall_created','data':{'id':'1','queue_id':'2'," + withOwner);
        String tooMany = json("{'type':'chatmessage_created','data':{'id':'1','chat_id':'2'," + withOwner);

        assertThat(four.envelope(bytes(fits), "test", 0).topics().size()).isEqualTo(4);
        assertRefused(
                InvalidEventException.Kind.TOO_MANY_TOPICS,
                "topics: 6 of them, 2 scopes and 3 resources (expected: at most 4, limits.event-topics)",
                () -> four.envelope(bytes(tooMany), "test", 0));
    }

    @Test
    void theZeroUuidMeansThatThereIsNone() throws Exception {
        Event event = envelope(json("{'type':'chatmessage_created','data':{'id':'1','chat_id':'" + ZERO
                + "','owner_id':'" + ZERO + "','customer_id':'" + CUSTOMER + "'}}"));

        assertThat(topics(event))
                .containsExactly(
                        "customer_id:" + CUSTOMER + ":chatmessage:1",
                        "customer_id:" + CUSTOMER + ":chat",
                        "customer_id:" + CUSTOMER + ":talk:1");
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
                .isThrownBy(() ->
                        new RoutingRule(List.of(new TypePattern("chat*")), "chat", List.of(), List.of(), false, false))
                .withMessage("id: [] (expected: members of data, with a resource)");
    }

    @Test
    void aDirectTokenHearsOnlyThroughParents() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RoutingRule(List.of(new TypePattern("chat_*")), null, List.of(), List.of(), false, true))
                .withMessage("direct: true (expected: with parents)");
    }
}
