package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.PageServer;
import dev.ringdown.tests.support.ProcessClient;
import dev.ringdown.tests.support.Project;
import dev.ringdown.tests.support.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A web page with nothing but the browser's own WebSocket, in headless Chromium, from an origin on the allow list. */
@Tag("chromium")
class BrowserTest {
    private static final PageServer PAGE = new PageServer("text/html; charset=utf-8", page());

    @RegisterExtension
    static final RunningServer server = RunningServer.with("origins=" + PAGE.origin());

    private final Agent admin = Agent.admin();

    @AfterAll
    static void stopServingThePage() {
        PAGE.close();
    }

    @Test
    void aPageWithItsTokenInTheAddress() {
        ProcessClient client = ProcessClient.browser(PAGE.origin(), server.webSocketUrl(admin), "");

        SeedConversation.assertHeldBy(client, server, admin);
        client.closeAndExpect(1000);
    }

    @Test
    void aPageThatKeepsItsTokenOutOfTheAddress() {
        ProcessClient client = ProcessClient.browser(
                PAGE.origin(), server.webSocketUrl(), "ringdown.v1", "ringdown.v1", "bearer." + admin.token());

        assertThat(Json.parse(client.next()).path("type").asText()).isEqualTo("welcome");
        SeedConversation.assertHeldBy(client, server, admin);
        client.closeAndExpect(1000);
    }

    @Test
    void aPageOfAnotherOriginIsNotLetIn() {
        try (PageServer elsewhere = new PageServer("text/html; charset=utf-8", page());
                ProcessClient client = ProcessClient.refusedBrowser(elsewhere.origin(), server.webSocketUrl(admin))) {
            assertThat(client.next()).isEqualTo("closed 1006");
        }
    }

    private static String page() {
        try {
            return Files.readString(Project.script("js/page.html"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page", e);
        }
    }
}
