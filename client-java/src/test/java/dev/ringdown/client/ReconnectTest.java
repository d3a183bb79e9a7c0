package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.heartbeat;
import static dev.ringdown.client.FakeSocket.seq;
import static dev.ringdown.client.State.Phase.CONNECTED;
import static dev.ringdown.client.State.Phase.CONNECTING;
import static dev.ringdown.client.State.Phase.DISCONNECTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconnectTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Received received = new Received();

    @Test
    void theFirstWaitIsBelowASecondAndEachFurtherLimitTwiceAsLongUpToHalfAMinute() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 0.999);

        List<Long> waits = List.of(
                backoff.nextMillis(),
                backoff.nextMillis(),
                backoff.nextMillis(),
                backoff.nextMillis(),
                backoff.nextMillis(),
                backoff.nextMillis(),
                backoff.nextMillis());

        assertThat(waits).containsExactly(999L, 1998L, 3996L, 7992L, 15984L, 29970L, 29970L);
    }

    @Test
    void chanceDecidesTheWholeWait() {
        assertThat(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 0).nextMillis())
                .isZero();
    }

    @Test
    void everyStateHasACodeAndAReason() {
        Connection connection = gateway.connected();
        gateway.socket().cut(1013, "connect again later");
        gateway.reconnected(connection);
        connection.close();

        assertThat(gateway.states)
                .containsExactly(
                        new State(CONNECTING, 0, "opening", null, null),
                        new State(CONNECTED, 0, "welcome", null, null),
                        new State(DISCONNECTED, 1013, "connect again later", Duration.ofMillis(500), null),
                        new State(CONNECTING, 1013, "connect again later", null, null),
                        new State(CONNECTED, 0, "welcome", null, null),
                        new State(DISCONNECTED, 1000, "closed", null, null));
    }

    @Test
    void itWaitsLongerEachTimeWhileNobodyAnswers() {
        Connection connection = gateway.connect();
        gateway.socket().cut();
        Duration first = connection.state().retryIn();
        gateway.loop.advance(500);
        gateway.socket().cut();

        assertThat(List.of(first, connection.state().retryIn()))
                .containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aConnectionThatIsClosedAsSoonAsItIsOpenDoesNotShortenTheWait() {
        Connection connection = gateway.connected();
        gateway.socket().cut(1011, "");
        gateway.reconnected(connection).cut(1011, "");

        assertThat(connection.state().retryIn()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aConnectionThatLastedTenSecondsMakesTheNextWaitAFirstOne() {
        Connection connection = gateway.connected();
        gateway.socket().cut(1011, "");
        FakeSocket second = gateway.reconnected(connection);
        gateway.loop.advance(10_000);
        second.cut(1011, "");

        assertThat(connection.state().retryIn()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void afterClosingItComesBackWhenTheNodeSaidByTheTimeItSaidIt() {
        Connection connection = gateway.connected();
        gateway.socket().say("{\"type\":\"closing\",\"code\":1012,\"reconnect\":2005}");
        gateway.loop.advance(1000);
        gateway.socket().cut(1012, "this node is draining, connect again");

        assertThat(connection.state().retryIn()).isEqualTo(Duration.ofMillis(1005));
    }

    @Test
    void afterClosingItGoesByItselfWhenTheTimeHasCome() {
        Connection connection = gateway.connected();
        FakeSocket first = gateway.socket();
        first.say("{\"type\":\"closing\",\"code\":1012,\"reconnect\":2005}");
        gateway.loop.advance(2005);
        gateway.socket().welcome();

        assertThat(first.isClosed()).isTrue();
        assertThat(gateway.sockets).hasSize(2);
        assertThat(connection.state().isConnected()).isTrue();
    }

    @Test
    void eventsThatComeBetweenClosingAndTheEndAreHandedOver() {
        Connection connection = gateway.connected();
        connection.subscribe("call", received);
        gateway.socket().subscribed(10);

        gateway.socket().say("{\"type\":\"closing\",\"code\":1012,\"reconnect\":2005}", event(11));
        gateway.loop.advance(2005);
        gateway.socket().welcome();

        assertThat(received.offsets).containsExactly(11L);
        assertThat(gateway.socket().heardOne().path("after").asText()).isEqualTo(seq(11));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1005, 1006, 1011, 1012, 1013, 4408, 4999})
    void itConnectsAgainAfter(int code) {
        Connection connection = gateway.connected();
        gateway.socket().cut(code, "the reason");

        assertThat(connection.state().retryIn()).isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1003, 1007, 1008, 1009, 4401, 4403, 4429})
    void itStopsAndSaysWhyAfter(int code) throws InterruptedException {
        Connection connection = gateway.connected();
        gateway.socket().cut(code, "the reason");

        assertThat(connection.state()).isEqualTo(new State(DISCONNECTED, code, "the reason", null, null));
        assertThat(connection.awaitEnd()).isEqualTo(connection.state());
    }

    @Test
    void aRefusalThatSaysWhenIsTriedNoSooner() {
        Connection connection = gateway.connect();
        gateway.socket().end(new Ending(1006, "the handshake was refused: 503 draining", 5000, null));

        assertThat(connection.state().retryIn()).isEqualTo(Duration.ofMillis(5500));
    }

    @Test
    void aStoppedConnectionCanBeOpenedAgainAndGoesOnWhereItWas() {
        Connection connection = gateway.connected();
        connection.subscribe("call", received);
        gateway.socket().subscribed(10);
        gateway.socket().cut(4403, "the customer is frozen");

        connection.open();
        gateway.socket().welcome();

        assertThat(gateway.socket().heardOne().path("after").asText()).isEqualTo(seq(10));
    }

    @Test
    void aSilentSocketIsReplaced() {
        Connection connection = gateway.connected();
        FakeSocket socket = gateway.socket();
        gateway.loop.advance(25_000);
        socket.say(heartbeat(1, 0));
        gateway.loop.advance(39_499);
        boolean before = connection.state().isConnected();

        gateway.loop.advance(1);

        assertThat(before).isTrue();
        assertThat(socket.isClosed()).isTrue();
        assertThat(connection.state().phase()).isEqualTo(DISCONNECTED);
        assertThat(connection.state().reason()).isEqualTo("nothing came for 39500 ms");
    }

    @Test
    void whatAReplacedSocketSaysIsNotHeardAnyMore() {
        Connection connection = gateway.connected();
        FakeSocket socket = gateway.socket();
        connection.subscribe("call", received);
        socket.subscribed(10);
        gateway.loop.advance(39_500);

        socket.say(event(11));
        socket.cut();

        assertThat(received.offsets).isEmpty();
        assertThat(connection.state().reason()).isEqualTo("nothing came for 39500 ms");
    }

    @Test
    void aServerThatDoesNotGreetIsGivenUpAfterFifteenSeconds() {
        Connection connection = gateway.connect();
        FakeSocket socket = gateway.socket();

        gateway.loop.advance(15_000);

        assertThat(socket.isClosed()).isTrue();
        assertThat(connection.state().reason()).isEqualTo("nothing came for 15000 ms");
        assertThat(connection.state().retryIn()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aServerThatTalksAndDoesNotGreetIsGivenUpAsOneThatIsSilent() {
        Connection connection = gateway.connect();
        FakeSocket socket = gateway.socket();
        gateway.loop.advance(10_000);
        socket.say(FakeSocket.heartbeat(1, 0));

        gateway.loop.advance(5_000);

        assertThat(socket.isClosed()).isTrue();
        assertThat(connection.state().reason()).isEqualTo("nothing came for 15000 ms");
    }

    @Test
    void aServerThatDoesNotSpeakOurProtocolIsNotTriedAgain() {
        Connection connection = gateway.connect();
        gateway.socket().open("");

        assertThat(connection.state().reason()).isEqualTo("it does not speak ringdown.v1");
        assertThat(connection.state().isEnd()).isTrue();
    }

    @Test
    void aServerThatTalksNonsenseIsLeftAndTriedAgain() {
        Connection connection = gateway.connected();
        FakeSocket socket = gateway.socket();
        socket.say("{\"type\":\"heartbeat\",\"sequence\":7}");

        assertThat(socket.isClosed()).isTrue();
        assertThat(connection.state().reason()).isEqualTo("not understood: sequence: 7 (expected: a text)");
        assertThat(connection.state().retryIn()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whatIsSubscribedBeforeThereIsAConnectionIsAskedForOnceThereIsOne() {
        Connection connection = gateway.connect();
        connection.subscribe("call", SubscribeOptions.live().types("call_hangup"), received);
        List<JsonNode> before = gateway.socket().heard();
        gateway.socket().welcome();

        assertThat(before).isEmpty();
        assertThat(gateway.socket().heardOne())
                .hasToString("{\"type\":\"subscribe\",\"id\":1,\"topics\":[\"call\"],\"types\":[\"call_hangup\"]}");
    }

    @Test
    void messagesThatCameTooFastForTheServerAreNotLostSinceItBeginsAnewOnAnotherSocket() {
        Connection connection = gateway.connected();
        connection.subscribe("call", SubscribeOptions.last(1), received);
        gateway.socket().say("{\"type\":\"error\",\"code\":\"ratelimited\",\"message\":\"more than 50 messages\"}");

        assertThat(gateway.reconnected(connection).heardOne().path("last").asInt())
                .isOne();
    }

    @Test
    void otherErrorsAreTold() {
        List<String> codes = new ArrayList<>();
        Connection connection = gateway.connected();
        connection.onError(error -> codes.add(error.code()));

        gateway.socket().say("{\"type\":\"error\",\"code\":\"malformed\",\"message\":\"…\"}");

        assertThat(codes).containsExactly("malformed");
    }

    @Test
    void aClosedConnectionDoesNothingAnyMore() {
        Connection connection = gateway.connected();

        connection.close();
        gateway.loop.advance(600_000);

        assertThat(gateway.socket().isClosed()).isTrue();
        assertThat(gateway.sockets).hasSize(1);
    }

    @Test
    void closingWhileATokenIsBeingGotEndsIt() {
        Connection connection = gateway.connect(options -> options.tokens(() -> "late"));

        connection.close();
        gateway.loop.advance(60_000);

        assertThat(gateway.sockets).isEmpty();
    }

    @Test
    void closingInACallbackEndsItThere() {
        Connection connection = gateway.connected();
        connection.subscribe("call", SubscribeOptions.live(), event -> {
            received.accept(event);
            connection.close();
        });
        gateway.socket().subscribed(10);

        gateway.socket().say(event(11), event(12));

        assertThat(received.offsets).containsExactly(11L);
        assertThat(connection.state().isEnd()).isTrue();
    }

    @Test
    void closingWhenASubscriptionIsReadyLeavesItClosed() {
        Connection connection = gateway.connected();
        Subscription subscription = connection.subscribe("call", received);
        gateway.socket().subscribed(10);
        gateway.socket().cut();
        Subscription further = connection.subscribe("call", received);
        var unused = further.ready().thenRun(connection::close);

        gateway.reconnected(connection);

        assertThat(subscription.ready()).isCompleted();
        assertThat(connection.state().reason()).isEqualTo("closed");
    }
}
