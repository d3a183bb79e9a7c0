package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.seq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is waited for has an end, and every state has its reason. */
class WaitsTest {
    private static final String EXPIRING = "{\"type\":\"expiring\",\"expires\":\"2026-11-25T06:10:52Z\"}";

    private final FakeGateway gateway = new FakeGateway();
    private final Received received = new Received();
    private int asked;

    private String next() {
        asked++;
        return "token-" + asked;
    }

    private Connection patientForFourSeconds() {
        return gateway.connect(options -> options.tokens(this::next).connectTimeout(Duration.ofSeconds(4)));
    }

    @Test
    void aTokenFetchThatNeverEndsIsInterruptedAndTriedAgain() {
        gateway.suppliersHang = true;
        Connection connection = patientForFourSeconds();
        gateway.loop.advance(4000);
        State waiting = connection.state();
        gateway.suppliersHang = false;

        FakeSocket socket = gateway.reconnected(connection);

        assertThat(waiting.code()).isEqualTo(1006);
        assertThat(waiting.reason())
                .isEqualTo("cannot get a token: java.util.concurrent.TimeoutException: nothing came for 4000 ms");
        assertThat(gateway.interrupts).isEqualTo(1);
        assertThat(socket.token).isEqualTo("token-1");
    }

    @Test
    void aTokenFetchThatNeverEndsIsGivenUpAfterCloseAndOpenToo() {
        gateway.suppliersHang = true;
        Connection connection = patientForFourSeconds();
        gateway.loop.settle();
        connection.close();
        connection.open();
        gateway.loop.advance(4000);
        gateway.suppliersHang = false;

        assertThat(gateway.reconnected(connection).token).isEqualTo("token-1");
    }

    @Test
    void whatAGivenUpCallReturnsInTheEndIsNotMinded() {
        gateway.suppliersHang = true;
        Connection connection = patientForFourSeconds();
        gateway.loop.advance(4000);
        gateway.suppliersHang = false;
        FakeSocket socket = gateway.reconnected(connection);

        gateway.hanging.remove(0).run();
        gateway.loop.settle();
        socket.cut();

        assertThat(gateway.reconnected(connection).token).isEqualTo("token-1");
        assertThat(connection.state().isConnected()).isTrue();
    }

    @Test
    void nobodyIsAskedAnyMoreWhileManyCallsDoNotReturnAndAgainWhenOneDoes() {
        gateway.suppliersHang = true;
        Connection connection = patientForFourSeconds();
        gateway.loop.advance(600_000);
        int calls = gateway.hanging.size();
        State waiting = connection.state();

        gateway.hanging.remove(0).run();
        gateway.suppliersHang = false;
        gateway.loop.advance(30_000);

        assertThat(calls).isEqualTo(Tokens.MAX_STUCK);
        assertThat(waiting.reason()).contains("4 calls have not returned");
        assertThat(gateway.sockets).isNotEmpty();
    }

    @Test
    void aRenewalThatNeverEndsDoesNotKeepTheNextOneFromItsTurn() {
        gateway.connected(options -> options.tokens(this::next));
        gateway.loop.advance(5000);
        gateway.suppliersHang = true;
        gateway.socket().say(EXPIRING);
        gateway.loop.advance(15_000);
        gateway.suppliersHang = false;
        gateway.socket().say(FakeSocket.heartbeat(1, 0), EXPIRING);
        gateway.loop.advance(5000);

        assertThat(gateway.socket().heardOne().path("token").asText()).isEqualTo("token-2");
    }

    @Test
    void readyFailsWhenTheConnectionStopsWithTheReason() {
        Connection connection = gateway.connect();
        CompletableFuture<Begun> ready = connection.subscribe("call", received).ready();
        gateway.socket().end(new Ending(4403, "the customer is frozen"));

        assertThatThrownBy(ready::join)
                .hasCauseInstanceOf(ConnectionStoppedException.class)
                .hasMessageEndingWith("the connection has stopped: 4403 the customer is frozen");
    }

    @Test
    void readyFailsWhenTheConnectionIsClosedAndAtOnceWhenItWas() {
        Connection connection = gateway.connect();
        CompletableFuture<Begun> ready = connection.subscribe("call", received).ready();
        connection.close();
        CompletableFuture<Begun> later =
                connection.subscribe("call", SubscribeOptions.last(3), received).ready();

        assertThatThrownBy(ready::join).hasMessageEndingWith("1000 closed");
        assertThatThrownBy(later::join).hasMessageEndingWith("1000 closed");
    }

    @Test
    void afterOpenThereIsAnotherReadyWhichCompletes() {
        Connection connection = gateway.connect();
        Subscription subscription = connection.subscribe("call", received);
        connection.close();
        connection.open();
        gateway.socket().welcome();
        gateway.socket().subscribed(10);

        assertThat(subscription.ready().join().topics()).containsExactly("call");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "\"a text\"", "[]", "7", "null", "{\"type\":7}", "{\"type\":\"welcome\"}", ""})
    void whatCannotBeUnderstoodIsAStateWithTheReason(String text) {
        Connection connection = gateway.connect();
        gateway.socket().say(text);

        assertThat(connection.state().reason()).startsWith("not understood: ");
        assertThat(connection.state().retryIn()).isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"reconnect\":-1", ",\"reconnect\":\"soon\""})
    void whatCannotBeUnderstoodLaterIsAStateWithTheReasonTooAndWhatFollowsIsResumed(String reconnect) {
        Connection connection = gateway.connected();
        connection.subscribe("call", received);
        gateway.socket().subscribed(10);
        gateway.socket().say(event(11), "{\"type\":\"closing\",\"code\":1012" + reconnect + "}");
        State waiting = connection.state();

        FakeSocket next = gateway.reconnected(connection);

        assertThat(waiting.reason()).startsWith("not understood: reconnect: ");
        assertThat(next.heardOne().path("after").asText()).isEqualTo(seq(11));
    }

    @Test
    void anAppointmentInAYearIsNotOneForNow() {
        gateway.connected();
        gateway.socket().say("{\"type\":\"closing\",\"code\":1012,\"reconnect\":" + Long.MAX_VALUE + "}");
        gateway.socket().cut(1012, "this node is draining, connect again");

        gateway.loop.advance(60_000);

        assertThat(gateway.sockets).hasSize(1);
    }
}
