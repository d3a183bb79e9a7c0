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
            client.leaveAndExpect();
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
            client.leaveAndExpect();
        }
    }
}
