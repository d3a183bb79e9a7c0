package dev.ringdown.tests;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Client;
import dev.ringdown.tests.support.JdkClient;
import dev.ringdown.tests.support.OkHttpWebSocket;
import dev.ringdown.tests.support.ProcessClient;
import dev.ringdown.tests.support.RunningServer;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients that we did not write, unmodified: each connects with its token in the address, subscribes as VoIPBin's page
 * has it, receives, unsubscribes and receives no more. Where one is not installed, its tag leaves it out.
 */
class ForeignClientsTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();

    @Test
    @Tag("npm")
    void npmsWs() {
        ProcessClient client = ProcessClient.ws(server.webSocketUrl(admin));

        SeedConversation.assertHeldBy(client, server, admin);
        client.closeAndExpect(1000);
    }

    @Test
    @Tag("npm")
    void npmsWscat() {
        try (Client client = ProcessClient.wscat(server.webSocketUrl(admin))) {
            SeedConversation.assertHeldBy(client, server, admin);
        }
    }

    @Test
    @Tag("python")
    void debiansPython3Websocket() {
        ProcessClient client = ProcessClient.pythonWebsocket(server.webSocketUrl(admin));

        SeedConversation.assertHeldBy(client, server, admin);
        client.closeAndExpect(1000);
    }

    @Test
    @Tag("python")
    void debiansPython3Websockets() {
        ProcessClient client = ProcessClient.pythonWebsockets(server.webSocketUrl(admin));

        SeedConversation.assertHeldBy(client, server, admin);
        client.closeAndExpect(1000);
    }

    @Test
    void theJdksWebSocket() {
        try (Client client = JdkClient.connect(HttpClient.newHttpClient(), server.webSocketUrl(admin))) {
            SeedConversation.assertHeldBy(client, server, admin);
        }
    }

    @Test
    void okHttpsWebSocket() {
        try (Client client = new OkHttpWebSocket(server.webSocketUrl(admin))) {
            SeedConversation.assertHeldBy(client, server, admin);
        }
    }
}
