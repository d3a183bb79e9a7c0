package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.JdkClient;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.PipelinedPublisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.TestEvent;
import java.net.http.HttpClient;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many connections on one topic: each gets every event, in the order of publishing, none twice. */
class FanOutTest {
    private static final int CONNECTIONS = 200;
    private static final int EVENTS = 500;
    private static final List<Integer> ALL_IN_ORDER =
            IntStream.range(0, EVENTS).boxed().toList();

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();
    private final TestEvent updated = TestEvent.call("updated", admin);
    private List<JdkClient> clients;

    @BeforeEach
    void connectAll() {
        HttpClient http = HttpClient.newHttpClient();
        String url = server.webSocketUrl(admin);
        clients = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> JdkClient.connect(http, url))
                .toList();
        clients.forEach(client -> client.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":1}"));
        clients.forEach(client -> assertThat(client.next()).startsWith("{\"type\":\"subscribed\""));
    }

    @AfterEach
    void closeAll() {
        clients.forEach(JdkClient::close);
    }

    @Test
    void eventsOfBatchesReachEverybodyInOrderAndOnce() {
        IntStream.range(0, EVENTS / 50)
                .forEach(batch -> server.publisher()
                        .publishBatch(IntStream.range(batch * 50, batch * 50 + 50)
                                .mapToObj(number -> numbered(number).cloudEvent("/tests", "batched-" + number))
                                .toList()));

        assertEverybodyGotAllInOrder();
    }

    @Test
    void pipelinedEventsReachEverybodyInOrderAndOnce() {
        try (PipelinedPublisher publisher = new PipelinedPublisher(server.internalAddress())) {
            IntStream.range(0, EVENTS)
                    .forEach(number -> publisher.queue(
                            RunningServer.PUBLISHER_KEY, numbered(number).envelope()));
            publisher.flush();
            assertThat(publisher.readStatuses(EVENTS)).containsOnly(202);
        }

        assertEverybodyGotAllInOrder();
    }

    private TestEvent numbered(int number) {
        return updated.with("number", number);
    }

    /** An event that came twice or late would stand before the pong. */
    private void assertEverybodyGotAllInOrder() {
        assertThat(clients).allSatisfy(client -> {
            assertThat(IntStream.range(0, EVENTS)
                            .mapToObj(i -> numberOf(client.next()))
                            .toList())
                    .isEqualTo(ALL_IN_ORDER);
            client.send("{\"type\":\"ping\",\"id\":1}");
            assertThat(client.next()).startsWith("{\"type\":\"pong\"");
        });
    }

    private static int numberOf(String message) {
        return Json.parse(message).path("data").path("number").asInt(-1);
    }
}
