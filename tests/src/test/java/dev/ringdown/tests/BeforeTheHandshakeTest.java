package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RawConnection;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who connects and asks for nothing takes no room for long. */
class BeforeTheHandshakeTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with("limits.handshake-timeout=1s", "limits.handshakes=2");

    @BeforeEach
    void allOthersHaveLeft() {
        awaitConnections(0);
    }

    private static void awaitConnections(int count) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(Patience.LIMIT)
                .until(() -> server.publisher().metric("ringdown_connections") == count);
    }

    @Test
    void whoAsksForNothingIsCutOff() {
        try (RawConnection silent = new RawConnection(server.publicAddress())) {
            assertThat(silent.isEnded()).isTrue();
        }
    }

    @Test
    void whoStopsInTheMiddleOfItsRequestIsCutOff() {
        try (RawConnection slow = new RawConnection(server.publicAddress())) {
            slow.write("GET /v1.0/ws HTTP/1.1\r\nHost: 127".getBytes(StandardCharsets.US_ASCII));

            assertThat(slow.isEnded()).isTrue();
        }
    }

    @Test
    void withOneTooManyTheOneThatHasWaitedLongestIsCutOff() {
        try (RawConnection longest = new RawConnection(server.publicAddress());
                RawConnection other = new RawConnection(server.publicAddress())) {
            awaitConnections(2); // which loop is quicker is not known
            server.connect(Agent.admin()).settle();

            assertThat(longest.isEnded()).isTrue();
            assertThat(server.publisher().metric("ringdown_limits_reached_total{limit=\"limits.handshakes\"}"))
                    .isEqualTo(1);
            assertThat(other.isEnded()).as("its time is up").isTrue();
        }
    }

    @Test
    void anOpenSessionHasNoSuchLimit() {
        Subscriber one = server.connect(Agent.admin());
        Subscriber other = server.connect(Agent.admin());
        Subscriber third = server.connect(Agent.admin());
        try (RawConnection silent = new RawConnection(server.publicAddress())) {
            assertThat(silent.isEnded())
                    .as("the time is up for who has not asked")
                    .isTrue();
        }

        one.settle();
        other.settle();
        third.settle();
    }
}
