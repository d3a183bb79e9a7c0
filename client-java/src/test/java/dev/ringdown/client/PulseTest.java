package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.seq;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network that is dead, and nobody has said so. */
class PulseTest {
    private static final String PROBE = "{\"type\":\"ping\",\"id\":\"probe\"}";

    private final FakeGateway gateway = new FakeGateway();
    private final Received received = new Received();

    @Test
    void openAsksASocketForASignOfLifeAndReplacesItWithinThreeSeconds() {
        Connection connection = gateway.connected();
        connection.subscribe("call", received);
        FakeSocket socket = gateway.socket();
        socket.subscribed(10);
        connection.open();
        connection.open();
        String asked = socket.heardOne().toString();

        gateway.loop.advance(2000);
        gateway.socket().welcome();

        assertThat(asked).isEqualTo(PROBE);
        assertThat(gateway.sockets).hasSize(2);
        assertThat(gateway.socket().heardOne().path("after").asText()).isEqualTo(seq(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"pong\",\"id\":\"probe\",\"sequence\":\"6b052a6c-0000000000000001\"}", ""})
    void aSocketOnWhichAnythingComesStays(String pong) {
        Connection connection = gateway.connected();
        connection.open();
        gateway.loop.advance(1999);
        gateway.socket().say(pong.isEmpty() ? event(1) : pong);
        gateway.loop.advance(20_000);

        assertThat(gateway.sockets).hasSize(1);
        assertThat(connection.state().isConnected()).isTrue();
    }

    @Test
    void aMachineThatHasSleptAsksItsSocket() {
        gateway.connected();
        FakeSocket socket = gateway.socket();
        gateway.loop.advance(10_000);
        gateway.loop.sleep(600_000);

        gateway.loop.advance(3000);

        assertThat(socket.heardOne()).hasToString(PROBE);
        assertThat(gateway.sockets).hasSize(2);
    }

    @Test
    void aWallClockThatIsSetBackOrALittleAheadIsNoSleep() {
        gateway.connected();
        gateway.loop.sleep(-3_600_000);
        gateway.loop.advance(5000);
        gateway.loop.sleep(1500);
        gateway.loop.advance(5000);

        assertThat(gateway.socket().heard()).isEmpty();
    }

    @Test
    void anAttemptOnADeadNetworkIsBegunAnew() {
        Connection connection = gateway.connect();
        connection.open();

        gateway.loop.advance(2000);
        gateway.socket().welcome();

        assertThat(gateway.sockets).hasSize(2);
        assertThat(connection.state().isConnected()).isTrue();
    }

    @Test
    void whoWaitsForTheNextAttemptWaitsNoLongerAfterASleep() {
        Connection connection =
                gateway.connect(options -> options.backoff(Duration.ofSeconds(30), Duration.ofSeconds(30)));
        gateway.socket().cut();
        gateway.loop.sleep(600_000);
        gateway.loop.advance(1000);
        gateway.socket().welcome();

        assertThat(connection.state().isConnected()).isTrue();
    }

    @Test
    void theTimeThatTheServerChoseIsKept() {
        Connection connection = gateway.connected();
        gateway.socket().say("{\"type\":\"closing\",\"code\":1012,\"reconnect\":30000}");
        gateway.socket().cut(1012, "this node is draining, connect again");
        gateway.loop.sleep(600_000);
        gateway.loop.advance(2000);

        assertThat(gateway.sockets).hasSize(1);
        assertThat(connection.state().retryIn()).isEqualTo(Duration.ofSeconds(30));
    }
}
