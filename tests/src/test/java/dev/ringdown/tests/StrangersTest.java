package dev.ringdown.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RawConnection;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.TestEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who reaches the internal port, and is nobody there. */
class StrangersTest {
    private static final int MANY = 500;

    @RegisterExtension
    static final RunningServer server = RunningServer.with("internal.hosts=ringdown.test");

    @Test
    void aStrangerIsToldBeforeAnyOfItsBodyIsRead() {
        try (RawConnection stranger = new RawConnection(server.internalAddress())) {
            stranger.write(head("POST /v1.0/events", "127.0.0.1", "Content-Length: 16000000"));

            HttpAnswer answer = stranger.readAnswer();

            answer.assertProblem(401, "no credential");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(stranger.isEnded()).isTrue();
        }
    }

    @Test
    void theInternalPortAnswersToItsNamesOnly() {
        try (RawConnection page = new RawConnection(server.internalAddress())) {
            page.write(head("GET /metrics", "evil.example:8081", "Accept: */*"));

            page.readAnswer().assertProblem(421, "a name of internal.hosts");
            assertThat(page.isEnded()).isTrue();
        }
        try (RawConnection prometheus = new RawConnection(server.internalAddress())) {
            prometheus.write(head("GET /metrics", "ringdown.test:8081", "Accept: */*"));

            assertThat(prometheus.readAnswer().status()).isEqualTo(200);
        }
    }

    /** It holds up nobody, and gets every answer once it reads. */
    @Test
    void whoDoesNotReadGetsNoFurtherAnswersUntilItDoes() {
        byte[] request = head("GET /metrics", "127.0.0.1", "Accept: */*");
        try (RawConnection silent = new RawConnection(server.internalAddress())) {
            for (int i = 0; i < MANY; i++) {
                silent.write(request);
            }
            Awaitility.await()
                    .atMost(Patience.LIMIT)
                    .untilAsserted(() -> assertThat(server.publisher()
                                    .metric("ringdown_limits_reached_total{limit=\"limits.answer-bytes\"}"))
                            .isPositive());

            HttpAnswer published = server.publisher()
                    .post(
                            Publisher.ENVELOPE,
                            TestEvent.of("call_created", Agent.admin().customer())
                                    .envelope());

            assertThat(published.status()).isEqualTo(202);
            for (int i = 0; i < MANY; i++) {
                assertThat(silent.readAnswer().status()).isEqualTo(200);
            }
        }
    }

    private static byte[] head(String request, String host, String header) {
        return (request + " HTTP/1.1\r\nHost: " + host + "\r\n" + header + "\r\n\r\n").getBytes(UTF_8);
    }
}
