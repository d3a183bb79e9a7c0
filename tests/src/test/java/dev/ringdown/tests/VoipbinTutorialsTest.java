package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.PageServer;
import dev.ringdown.tests.support.ProcessClient;
import dev.ringdown.tests.support.Project;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.ScriptedClient;
import dev.ringdown.tests.support.TestEvent;
import dev.ringdown.tests.support.VoipbinEvents;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * VoIPBin's WebSocket tutorial and its transcribe tutorial, message for message, on the libraries that they name. The
 * programs are in {@code tests/src/test/python} and {@code js}; what they print is what the tutorials promise. In each test
 * an event that is not meant for the client comes before one that is.
 */
class VoipbinTutorialsTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();

    private ScriptedClient python(String... topics) {
        return subscribed(
                ScriptedClient.python("websocket_tutorial.py", arguments(server.webSocketUrl(admin), topics)), topics);
    }

    private ScriptedClient node(String... topics) {
        return subscribed(
                ScriptedClient.node("websocket-tutorial.js", arguments(server.webSocketUrl(admin), topics)), topics);
    }

    private static String[] arguments(String url, String... topics) {
        List<String> arguments = new ArrayList<>(List.of(url));
        arguments.addAll(Arrays.asList(topics));
        return arguments.toArray(String[]::new);
    }

    /** Waits until the subscription holds, of which VoIPBin's clients are told nothing. */
    private ScriptedClient subscribed(ScriptedClient client, String... topics) {
        try {
            server.operator().awaitSession(admin.customer(), topics.length);
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Test
    @Tag("python")
    void theWebSocketTutorialInPython() {
        TestEvent call = VoipbinEvents.call("created", "ringing", admin);
        try (ScriptedClient client = python(
                admin.customerTopic("call"), admin.customerTopic("message"), admin.customerTopic("activeflow"))) {
            server.publish(call);
            server.publish(VoipbinEvents.message(admin, "Hello, this is test message."));
            server.publish(TestEvent.of("callback_created", admin.customer()));
            TestEvent flow = VoipbinEvents.activeflow(admin, "talk");
            server.publish(flow);
            server.publish(VoipbinEvents.then(call, "hangup", "hangup"));

            client.assertPrints(
                    "call_created " + call.id() + " ringing",
                    "message from +15551234567: Hello, this is test message.",
                    "activeflow " + flow.id() + " executes talk",
                    "call_hangup " + call.id() + " hangup");
            client.leaveAndExpect("closed 1000");
        }
    }

    @Test
    @Tag("npm")
    void theWebSocketTutorialInNode() {
        String call = "call 1fe1356f-3f7f-4ff9-9d33-08136b38f506 entered a queue";
        try (ScriptedClient client =
                node(admin.customerTopic("call"), admin.customerTopic("message"), admin.customerTopic("queue"))) {
            server.publish(
                    VoipbinEvents.queuecall("created", admin, UUID.randomUUID().toString()));
            server.publish(VoipbinEvents.activeflow(admin, "talk"));
            server.publish(VoipbinEvents.queuecall("created", admin));
            server.publish(TestEvent.of("queue_updated", admin.customer()));
            server.publish(VoipbinEvents.message(admin, "STOP"));

            client.assertPrints(call, call, "received queue_updated", "message from +15551234567: STOP");
            client.leaveAndExpect("closed 1000");
        }
    }

    @Test
    @Tag("chromium")
    void theWebSocketTutorialInAPage() throws IOException {
        String page = Files.readString(Project.script("js/websocket-tutorial.html"));
        String topics = admin.customerTopic("call") + "," + admin.customerTopic("message");
        TestEvent call = VoipbinEvents.call("created", "ringing", admin);
        try (PageServer pages = new PageServer("text/html; charset=utf-8", page)) {
            ProcessClient client = ProcessClient.browser(
                    pages.origin() + "/#" + URLEncoder.encode(topics, StandardCharsets.UTF_8),
                    server.webSocketUrl(admin),
                    "");
            server.operator().awaitSession(admin.customer(), 2);

            server.publish(VoipbinEvents.activeflow(admin, "talk"));
            server.publish(call);
            server.publish(VoipbinEvents.message(admin, "Grüße ☎"));

            assertThat(client.next()).isEqualTo("call_created " + call.id() + " ringing");
            assertThat(client.next()).isEqualTo("message from +15551234567: Grüße ☎");
            client.closeAndExpect(1000);
        }
    }

    @Test
    @Tag("python")
    void theSpellingsOfTheOlderTutorial() {
        try (ScriptedClient client = python(
                admin.customerTopic("call:*"), admin.customerTopic("message:*"), admin.customerTopic("activeflow:*"))) {
            TestEvent call = VoipbinEvents.call("created", "ringing", admin);
            server.publish(TestEvent.of("callback_created", admin.customer()));
            server.publish(call);
            server.publish(VoipbinEvents.message(admin, "Hello"));

            client.assertPrints("call_created " + call.id() + " ringing", "message from +15551234567: Hello");
            client.leaveAndExpect("closed 1000");
        }
    }

    @Test
    @Tag("npm")
    void theThreeFormsOfATopic() {
        TestEvent call = VoipbinEvents.call("updated", "progressing", admin);
        String queue = UUID.randomUUID().toString();
        try (ScriptedClient client = node(
                admin.customerTopic("call:" + call.id()),
                admin.customerTopic("activeflow:5371e9db-d035-4db6-a8d6-0994d33e744e"),
                admin.agentTopic("queue:" + queue))) {
            server.publish(VoipbinEvents.call("updated", "progressing", admin));
            server.publish(VoipbinEvents.queuecall("created", admin, queue));
            server.publish(
                    VoipbinEvents.queuecall("created", admin, UUID.randomUUID().toString())
                            .ownedBy(admin));
            server.publish(VoipbinEvents.queuecall("connecting", admin, queue).ownedBy(admin));
            server.publish(call);

            client.assertPrints("received queuecall_connecting", "call_updated " + call.id() + " progressing");
            client.leaveAndExpect("closed 1000");
        }
    }

    @Test
    @Tag("npm")
    void theAgentsDeskOfTheOverview() {
        String desk = server.webSocketUrl(admin).replace("/v1.0/ws", "/v1.0/service_agents/ws");
        String[] topics = {admin.agentTopic("queue"), admin.agentTopic("call"), admin.customerTopic("message")};
        TestEvent call = VoipbinEvents.call("updated", "progressing", admin).ownedBy(admin);
        try (ScriptedClient client =
                subscribed(ScriptedClient.node("websocket-tutorial.js", arguments(desk, topics)), topics)) {
            server.publish(VoipbinEvents.queuecall("created", admin));
            server.publish(VoipbinEvents.queuecall("created", admin).ownedBy(admin));
            server.publish(VoipbinEvents.call("updated", "progressing", admin));
            server.publish(call);
            server.publish(VoipbinEvents.message(admin, "What are your hours?"));

            client.assertPrints(
                    "call 1fe1356f-3f7f-4ff9-9d33-08136b38f506 entered a queue",
                    "call_updated " + call.id() + " progressing",
                    "message from +15551234567: What are your hours?");
            client.leaveAndExpect("closed 1000");
        }
    }

    @Test
    @Tag("python")
    void theResourcesThatTheOverviewLists() {
        TestEvent call = VoipbinEvents.call("ringing", "ringing", admin);
        try (ScriptedClient client = python(
                admin.customerTopic("call"),
                admin.customerTopic("message"),
                admin.customerTopic("activeflow"),
                admin.customerTopic("conference"),
                admin.customerTopic("queue"),
                admin.customerTopic("agent"),
                admin.customerTopic("recording"))) {
            server.publish(TestEvent.of("conferencecall_joined", admin.customer())
                    .with("conference_id", UUID.randomUUID().toString()));
            server.publish(VoipbinEvents.queuecall("serviced", admin));
            server.publish(VoipbinEvents.queuecall("abandoned", admin));
            server.publish(
                    TestEvent.of("agent_status_updated", admin.customer()).with("status", "available"));
            server.publish(TestEvent.of("number_created", admin.customer()));
            server.publish(TestEvent.of("recording_started", admin.customer())
                    .with("reference_type", "call")
                    .with("reference_id", call.id()));
            server.publish(call);

            client.assertPrints(
                    "received conferencecall_joined",
                    "received queuecall_serviced",
                    "received queuecall_abandoned",
                    "received agent_status_updated",
                    "received recording_started",
                    "call_ringing " + call.id() + " ringing");
            client.leaveAndExpect("closed 1000");
        }
    }

    @Test
    @Tag("python")
    void theTranscribeTutorial() {
        TestEvent transcribe =
                VoipbinEvents.transcribe("created", admin, UUID.randomUUID().toString());
        try (ScriptedClient client = python(admin.customerTopic("transcript:"), admin.customerTopic("transcribe:"))) {
            server.publish(transcribe);
            server.publish(VoipbinEvents.call("created", "ringing", admin));
            server.publish(
                    VoipbinEvents.transcript(admin, transcribe.id(), "out", "Hello, this is a transcribe test call."));
            server.publish(VoipbinEvents.transcript(admin, transcribe.id(), "in", "I need help with my account"));
            server.publish(new TestEvent("transcribe_done", transcribe.data()));

            client.assertPrints(
                    "received transcribe_created",
                    "[out] Hello, this is a transcribe test call.",
                    "[in] I need help with my account",
                    "received transcribe_done");
            client.leaveAndExpect("closed 1000");
        }
    }

    @Test
    @Tag("python")
    void theOlderTranscribeTutorial() {
        TestEvent transcribe =
                VoipbinEvents.transcribe("progressing", admin, UUID.randomUUID().toString());
        try (ScriptedClient client = python(admin.customerTopic("transcribe:" + transcribe.id()))) {
            server.publish(VoipbinEvents.transcript(admin, UUID.randomUUID().toString(), "in", "another call"));
            server.publish(VoipbinEvents.transcript(admin, transcribe.id(), "in", "Hi, good to see you."));
            server.publish(transcribe);

            client.assertPrints("[in] Hi, good to see you.", "received transcribe_progressing");
            client.leaveAndExpect("closed 1000");
        }
    }

    @Test
    @Tag("python")
    void theQuickstartWithAllTranscriptions() {
        TestEvent call = VoipbinEvents.call("progressing", "progressing", admin);
        try (ScriptedClient client = python(admin.customerTopic("call:*"), admin.customerTopic("transcribe:*"))) {
            server.publish(VoipbinEvents.message(admin, "Hello"));
            server.publish(call);
            server.publish(VoipbinEvents.transcript(admin, UUID.randomUUID().toString(), "in", "How are you?"));

            client.assertPrints("call_progressing " + call.id() + " progressing", "[in] How are you?");
            client.leaveAndExpect("closed 1000");
        }
    }
}
