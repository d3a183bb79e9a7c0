package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.seq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    private static final String EXPIRING = "{\"type\":\"expiring\",\"expires\":\"2026-11-25T06:10:52Z\"}";
    private static final String AUTHENTICATE =
            "{\"type\":\"authenticate\",\"id\":\"authenticate\",\"token\":\"token-2\"}";

    private final FakeGateway gateway = new FakeGateway();
    private final Received received = new Received();
    private int asked;

    /** Tokens named token-1, token-2 and so on, each asked for once. */
    private String next() {
        asked++;
        return "token-" + asked;
    }

    @Test
    void anAccessKeyStandsInTheQuery() {
        URI url = URI.create("wss://events.example.com/v1.0/ws");

        assertThat(Protocol.address(url, "k&y")).hasToString(url + "?accesskey=k%26y");
        assertThat(Protocol.address(URI.create(url + "?a=1#part"), "key")).hasToString(url + "?a=1&accesskey=key");
    }

    @Test
    void httpsIsWrittenForWssAsWell() {
        assertThat(Protocol.address(URI.create("https://events.example.com/v1.0/ws?tab=1"), null))
                .hasToString("wss://events.example.com/v1.0/ws?tab=1");
    }

    @Test
    void aFirstTokenMayBeAtHandAndOthersBeGotLater() {
        Connection connection =
                gateway.connected(options -> options.token("first").tokens(this::next));
        FakeSocket socket = gateway.socket();
        socket.cut(4401, "the token has expired");

        assertThat(socket.token).isEqualTo("first");
        assertThat(gateway.reconnected(connection).token).isEqualTo("token-1");
    }

    @Test
    void aTokenThatIsAboutToEndIsReplacedOnTheOpenConnection() {
        Connection connection = gateway.connected(options -> options.tokens(this::next));
        FakeSocket socket = gateway.socket();
        gateway.loop.advance(5000);
        socket.say(EXPIRING);
        gateway.loop.settle();
        String said = socket.heardOne().toString();
        socket.say("{\"type\":\"authenticated\",\"id\":\"authenticate\",\"expires\":\"2026-11-26T06:10:52Z\","
                + "\"dropped\":[]}");

        assertThat(said).isEqualTo(AUTHENTICATE);
        assertThat(connection.state().isConnected()).isTrue();
        assertThat(gateway.sockets).hasSize(1);
        assertThat(connection.welcome())
                .isNotNull()
                .extracting(Welcome::expires)
                .isEqualTo(Instant.parse("2026-11-26T06:10:52Z"));
    }

    @Test
    void topicsThatTheNewTokenDoesNotAllowAreRejected() {
        List<String> told = new ArrayList<>();
        Connection connection = gateway.connected(options -> options.tokens(this::next));
        connection.subscribe(
                "call", SubscribeOptions.live().onRejected(rejected -> told.add(rejected.code())), received);
        gateway.socket().subscribed(10);

        gateway.socket().say("{\"type\":\"authenticated\",\"id\":\"authenticate\",\"dropped\":[\"call\"]}");

        assertThat(told).containsExactly("forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknowntype", "invalidtoken"})
    void aServerThatDoesNotTakeTheNewTokenIsConnectedToAgainWithItAtOnce(String code) {
        Connection connection = gateway.connected(options -> options.tokens(this::next));
        connection.subscribe("call", received);
        gateway.socket().subscribed(10);
        gateway.loop.advance(5000);
        gateway.socket().say(event(11), EXPIRING);
        gateway.loop.settle();

        gateway.socket()
                .say("{\"type\":\"error\",\"id\":\"authenticate\",\"code\":\"" + code + "\",\"message\":\"…\"}");
        gateway.loop.advance(0);
        gateway.socket().welcome();

        assertThat(gateway.socket().token).isEqualTo("token-2");
        assertThat(gateway.socket().heardOne().path("after").asText()).isEqualTo(seq(11));
    }

    @Test
    void aFixedTokenThatEndsIsNotAskedForAndTheConnectionStopsAtItsEnd() {
        Connection connection = gateway.connected();
        gateway.socket().say(EXPIRING);
        gateway.loop.settle();
        List<?> said = gateway.socket().heard();
        gateway.socket().cut(4401, "the token has expired");

        assertThat(said).isEmpty();
        assertThat(connection.state().code()).isEqualTo(4401);
        assertThat(connection.state().isEnd()).isTrue();
    }

    @Test
    void aTokenThatHasEndedIsReplacedByAnotherOne() {
        Connection connection = gateway.connected(options -> options.tokens(this::next));
        gateway.socket().cut(4401, "the token has expired");

        assertThat(gateway.reconnected(connection).token).isEqualTo("token-2");
    }

    @Test
    void aTokenThatLastedIsReplacedWithoutAWait() {
        Connection connection = gateway.connected(options -> options.tokens(this::next));
        gateway.loop.advance(10_000);
        gateway.socket().cut(4401, "the token has expired");

        assertThat(connection.state().retryIn()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aConnectionThatIsLostForAnotherReasonKeepsItsToken() {
        Connection connection = gateway.connected(options -> options.tokens(this::next));
        gateway.socket().cut();

        assertThat(gateway.reconnected(connection).token).isEqualTo("token-1");
    }

    @Test
    void aTokenThatCannotBeGotIsTriedForAgain() {
        Connection connection = gateway.connect(options -> options.tokens(() -> {
            if (next().equals("token-1")) {
                throw new java.io.IOException("offline");
            }
            return "token-2";
        }));
        gateway.loop.settle();
        String reason = connection.state().reason();

        FakeSocket socket = gateway.reconnected(connection);

        assertThat(reason).isEqualTo("cannot get a token: java.io.IOException: offline");
        assertThat(socket.token).isEqualTo("token-2");
    }

    @Test
    void aTokenThatCannotTravelIsToldWithoutShowingIt() {
        Connection connection = gateway.connect(options -> options.tokens(() -> "open\nsesame"));
        gateway.loop.settle();

        assertThat(connection.state().reason())
                .isEqualTo("cannot get a token: java.lang.IllegalArgumentException: token: not shown"
                        + " (expected: one or more visible ASCII characters)");
    }

    @Test
    void whenNobodyIsSignedInItStops() {
        Connection connection = gateway.connect(options -> options.tokens(() -> null));
        gateway.loop.settle();

        assertThat(connection.state()).isEqualTo(new State(State.Phase.DISCONNECTED, 4401, "no token", null, null));
    }

    @Test
    void theSameTokenAgainIsNotSentAndItsEndIsWaitedFor() {
        gateway.connected(options -> options.tokens(() -> "always"));
        gateway.loop.advance(5000);

        gateway.socket().say(EXPIRING);
        gateway.loop.settle();

        assertThat(gateway.socket().heard()).isEmpty();
    }

    @Test
    void twoLinesGetANewTokenByOneCall() {
        Connection connection = gateway.connected(options -> options.tokens(this::next));
        FakeSocket socket = gateway.socket();
        connection.subscribe("call", received);
        socket.subscribed(10);
        connection.subscribe("call", SubscribeOptions.after(seq(5)), received);
        FakeSocket own = gateway.socket();
        own.welcome();
        own.heard();
        gateway.loop.advance(5000);

        socket.say(EXPIRING);
        own.say(EXPIRING);
        gateway.loop.settle();

        assertThat(List.of(socket.heardOne().toString(), own.heardOne().toString()))
                .containsExactly(AUTHENTICATE, AUTHENTICATE);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aRenewalThatFailsIsTriedAgainOnceTheTokenHasEnded() {
        Queue<String> tokens = new ArrayDeque<>(Arrays.asList("token-1"));
        Connection connection = gateway.connected(options -> options.tokens(tokens::remove));
        gateway.loop.advance(5000);
        gateway.socket().say(EXPIRING);
        gateway.loop.settle();
        tokens.add("token-2");
        gateway.socket().cut(4401, "the token has expired");

        assertThat(gateway.reconnected(connection).token).isEqualTo("token-2");
    }

    @Test
    void aTokenThatIsAboutToEndAgainAndAgainIsGotNoMoreOftenThanEveryFiveSeconds() {
        gateway.connected(options -> options.tokens(this::next));

        for (int second = 0; second < 60; second++) {
            gateway.socket().say(EXPIRING, FakeSocket.heartbeat(1, 0));
            gateway.loop.advance(1000);
        }

        assertThat(asked).isBetween(10, 13);
    }

    @Test
    void aServerThatCannotProveANewTokenNowIsToldItAgainOnTheSameSocket() {
        Connection connection = gateway.connected(options -> options.tokens(this::next));
        gateway.loop.advance(5000);
        gateway.socket().say(EXPIRING);
        gateway.loop.settle();
        gateway.socket().heard();

        gateway.socket().say("{\"type\":\"error\",\"id\":\"authenticate\",\"code\":\"unavailable\",\"message\":\"…\"}");
        gateway.loop.advance(1500);

        assertThat(gateway.socket().heardOne()).hasToString(AUTHENTICATE);
        assertThat(connection.state().isConnected()).isTrue();
    }

    @Test
    void optionsThatCannotBeRightAreAMistakeAndSecretsAreNotShown() {
        ConnectOptions options =
                ConnectOptions.to("wss://host/v1.0/ws?token=sesame").token("sesame");

        assertThat(options).hasToString("ConnectOptions[url=wss://host/v1.0/ws]");
        assertThatThrownBy(() -> ConnectOptions.to("ftp://host/?token=sesame"))
                .hasMessage("url: ftp://host/ (expected: wss://host…)");
        assertThatThrownBy(() -> options.accesskey("key"))
                .hasMessage("accesskey: beside a token (expected: one of them)");
        assertThatThrownBy(() -> options.token("open sesame"))
                .hasMessage("token: not shown (expected: one or more visible ASCII characters)");
        assertThatThrownBy(() -> options.connectTimeout(Duration.ZERO))
                .hasMessage("connectTimeout: PT0S (expected: 1 ms to 1 h)");
        assertThatThrownBy(() -> options.closeTimeout(Duration.ofHours(1).plusMillis(1)))
                .hasMessage("closeTimeout: PT1H0.001S (expected: 1 ms to 1 h)");
        assertThatThrownBy(() -> options.backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessage("maxBackoff: PT1S (expected: not below minBackoff)");
        assertThatThrownBy(() -> options.maxMessageChars(0)).hasMessage("maxMessageChars: 0 (expected: 1 or more)");
    }
}
