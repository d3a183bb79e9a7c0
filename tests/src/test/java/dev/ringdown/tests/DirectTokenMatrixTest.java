package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import dev.ringdown.tests.support.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a visitor with a direct token hears and what not, cell by cell: VoIPBin issues them for {@code aicall} and {@code
 * webchat_session} ({@code servicehandler/boot.go}, September 2026), the other resources stand for what a platform may allow.
 * In each test what must not be heard is published first, and an event that is the visitor's own after it.
 */
class DirectTokenMatrixTest {
    private static final String ZERO = "00000000-0000-0000-0000-000000000000";

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent owner = Agent.admin();
    private final UUID own = UUID.randomUUID();
    private final UUID another = UUID.randomUUID();

    private String token(String... types) {
        return lasting(TestTokens.direct(owner.customer(), own, types));
    }

    private static String lasting(TestTokens claims) {
        return claims.expire(Instant.now().plus(Duration.ofHours(1))).signedWith(TestTokens.SECRET);
    }

    private Subscriber visitor(String resource) {
        return server.subscriber(server.handshake().token(token(resource)).open());
    }

    /** An event of this type of which one member names something else. */
    private TestEvent event(String type, String member, UUID value) {
        return TestEvent.of(type, owner.customer()).with(member, value.toString());
    }

    /** An event of the visitor's own resource. */
    private TestEvent marker(String resource) {
        return event(resource + "_updated", "id", own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aicall", "webchat_session", "chat", "conversation", "call", "queue"})
    void itsOwnResourceAndNoOther(String resource) {
        Subscriber visitor = visitor(resource).subscribe(owner.customerTopic(resource + ":" + own));

        server.publish(event(resource + "_updated", "id", another));
        server.publish(TestEvent.of(resource + "_updated", UUID.randomUUID()).with("id", own.toString()));
        server.publish(event("number_updated", "id", own));
        server.publish(marker(resource));

        visitor.assertEvent(marker(resource));
    }

    @ParameterizedTest
    @CsvSource({
        "aicall,          aimessage_created,            aicall_id",
        "aicall,          aimessage_intermediate,       aicall_id",
        "webchat_session, webchat_message_created,      session_id",
        "chat,            chatmessage_created,          chat_id",
        "conversation,    conversation_message_created, conversation_id"
    })
    void theMessagesOfItsConversationAndOfNoOther(String resource, String type, String member) {
        Subscriber visitor = visitor(resource).subscribe(resource + ":" + own);
        TestEvent message = event(type, member, own);

        server.publish(event(type, member, another));
        server.publish(TestEvent.of(type, UUID.randomUUID()).with(member, own.toString()));
        server.publish(TestEvent.of(type, owner.customer()));
        server.publish(message);

        visitor.assertEvent(message);
    }

    @ParameterizedTest
    @CsvSource({
        "chat,       chatparticipant_added,    chat_id",
        "talk,       chatmessage_created,      chat_id",
        "talk,       chatparticipant_added,    chat_id",
        "talk,       chat_created,             id",
        "queue,      queuecall_created,        queue_id",
        "conference, conferencecall_joined,    conference_id",
        "transcribe, transcript_created,       transcribe_id",
        "transcribe, streaming_started,        transcribe_id",
        "campaign,   campaigncall_created,     campaign_id",
        "outdial,    outdialtarget_created,    outdial_id"
    })
    void nothingThroughAnotherParent(String resource, String type, String member) {
        Subscriber visitor = visitor(resource).subscribe(resource + ":" + own);
        Subscriber admin = server.connect(owner).subscribe(resource + ":" + own);
        TestEvent child = event(type, member, own);

        server.publish(child);
        server.publish(marker(resource));

        admin.assertEvents(type, resource + "_updated"); // so it does belong to the parent
        visitor.assertEvent(marker(resource));
    }

    @ParameterizedTest
    @CsvSource({
        "call,       recording_started",
        "call,       transcribe_created",
        "call,       queuecall_created",
        "call,       conferencecall_joined",
        "call,       aicall_status_progressing",
        "call,       pipecatcall_initialized",
        "call,       summary_created",
        "call,       campaigncall_created",
        "confbridge, recording_started",
        "confbridge, transcribe_created"
    })
    void nothingThroughWhatItsResourceIsReferredToBy(String resource, String type) {
        Subscriber visitor = visitor(resource).subscribe(resource + ":" + own);
        Subscriber admin = server.connect(owner).subscribe(resource + ":" + own);

        server.publish(event(type, "reference_id", own).with("reference_type", resource));
        server.publish(marker(resource));

        admin.assertEvents(type, resource + "_updated");
        visitor.assertEvent(marker(resource));
    }

    @Test
    void itsResourceByTypeOfEvent() {
        Subscriber visitor = visitor("aicall").subscribe(owner.customerTopic("aicall:aimessage_created:" + own));
        TestEvent message = event("aimessage_created", "aicall_id", own);

        server.publish(event("aimessage_created", "aicall_id", another));
        server.publish(event("aimessage_intermediate", "aicall_id", own));
        server.publish(message);

        visitor.assertEvent(message);
    }

    @Test
    void noTopicThatMeansMoreThanItsResource() {
        List<String> refused = List.of(
                "*",
                "aicall",
                "aicall:*",
                "aicall:" + another,
                "aicall:" + own + ":",
                "aicall:aimessage_created",
                "webchat_session:" + own,
                owner.agentTopic("aicall:" + own),
                "customer_id:" + owner.customer(),
                owner.customerTopic("aicall"),
                owner.customerTopic("aicall:"),
                owner.customerTopic("aicall:*"),
                owner.customerTopic("aicall:" + another),
                owner.customerTopic("aicall:aimessage_created"),
                owner.customerTopic("aicall:aimessage_*"),
                owner.customerTopic("aicall:aimessage_created:" + another),
                owner.customerTopic("aimessage"),
                "customer_id:" + UUID.randomUUID() + ":aicall:" + own);
        Subscriber visitor = visitor("aicall").subscribe("aicall:" + own);

        visitor.send("{\"type\":\"subscribe\",\"topics\":" + Json.write(refused) + "}");
        assertThat(Json.texts(visitor.nextError("forbidden").json().path("topics")))
                .containsExactlyElementsOf(refused);
        server.publish(event("aicall_updated", "id", another));
        server.publish(event("webchat_session_updated", "id", own));
        server.publish(marker("aicall"));

        visitor.assertEvent(marker("aicall"));
    }

    @Test
    void noMoreInWhatIsReplayedOrKept() {
        TestEvent message = event("aimessage_created", "aicall_id", own);
        server.publish(marker("aicall"));
        server.publish(event("aicall_updated", "id", another));
        server.publish(event("aimessage_created", "aicall_id", another));
        server.publish(message);

        Subscriber history = visitor("aicall");
        history.send("{\"type\":\"subscribe\",\"topics\":[\"aicall:" + own + "\"],\"last\":100,\"id\":1}");
        assertThat(history.next("subscribed").text("replayed")).isEqualTo("2");
        history.assertEvent(marker("aicall"));
        history.assertEvent(message);
        Subscriber snapshot = visitor("aicall");
        snapshot.send("{\"type\":\"subscribe\",\"topics\":[\"aicall:" + own + "\"],\"snapshot\":true,\"id\":1}");
        assertThat(snapshot.next("subscribed").text("snapshot")).isEqualTo("1");
        snapshot.assertEvent(marker("aicall"));
    }

    @Test
    void whoNamesNoResourceIsNotLetIn() {
        assertRefused(TestTokens.direct(owner.customer(), UUID.fromString(ZERO), "aicall"));
        assertRefused(Map.of("allowed_resource_types", List.of("aicall"), "scope_version", 2));
    }

    @Test
    void whoseTokenIsOfBeforeSeptember2026IsNotLetIn() {
        assertRefused(Map.of("allowed_resource_types", List.of("aicall")));
        assertRefused(Map.of("allowed_resource_types", List.of("aicall"), "allowed_resource_id", own));
        assertRefused(
                Map.of("allowed_resource_types", List.of("aicall"), "allowed_resource_id", own, "scope_version", 1));
    }

    private void assertRefused(Map<String, Object> members) {
        Map<String, Object> direct = new HashMap<>(members);
        direct.put("customer_id", owner.customer());
        assertRefused(TestTokens.direct(owner.customer(), own).claim("direct", direct));
    }

    private static void assertRefused(TestTokens claims) {
        server.handshake().token(lasting(claims)).refusal().assertProblem(401, "");
    }
}
