package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RawWebSocket;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server shows that it is there, asks whether the client is, and tells when the token is about to end. */
class KeepAliveTest {
    private static final Agent ADMIN = Agent.admin();

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("limits.heartbeat=1s", "limits.pong-timeout=1s", "limits.close-timeout=500ms");

    @Test
    void aHeartbeatComesUnaskedAndTellsHowFarTheSessionGot() {
        Publisher.Receipt receipt = server.publish(TestEvent.call("created", ADMIN));
        Subscriber admin = server.connectWithNotices(ADMIN);
        admin.next("welcome");

        Message heartbeat = admin.next("heartbeat");

        assertThat(heartbeat.text("sequence")).isEqualTo(receipt.sequence());
        assertThat(heartbeat.json().path("lag").asInt(-1)).isZero();
        admin.vanish(); // the next heartbeat may come at any time
    }

    @Test
    void aClientWithoutTheSubprotocolIsOnlyPinged() {
        RawWebSocket webSocket = server.connect(ADMIN).webSocket();

        Frame first = webSocket.read();
        webSocket.send(Frame.of(Frame.PONG, first.payload()));
        Frame second = webSocket.read();
        webSocket.send(Frame.of(Frame.PONG, second.payload()));

        assertThat(first.opcode()).isEqualTo(Frame.PING);
        assertThat(second.opcode()).isEqualTo(Frame.PING);
    }

    @Test
    void whoNeverAnswersAPingIsClosed() {
        RawWebSocket webSocket = server.handshake().token(ADMIN.token()).open();

        assertThat(webSocket.read().opcode()).isEqualTo(Frame.PING);
        webSocket.skipToClose().assertIs(4408);

        webSocket.confirmClose(4408);
    }

    @Test
    void whoIsGoneForGoodIsCutOff() {
        RawWebSocket webSocket = server.handshake().token(ADMIN.token()).open();

        webSocket.skipToClose().assertIs(4408);

        assertThat(webSocket.isEnded())
                .as("the connection ends though the close is not answered")
                .isTrue();
    }

    @Test
    void aPingIsAnsweredWithItsOwnPayload() {
        RawWebSocket webSocket = server.handshake().token(ADMIN.token()).open();
        byte[] payload = "are you there? \u260e".getBytes(StandardCharsets.UTF_8);

        webSocket.send(Frame.of(Frame.PING, payload));

        assertThat(webSocket.skipTo(Frame.PONG)).isEqualTo(Frame.of(Frame.PONG, payload));
    }

    @Test
    void aPongThatNobodyAskedForIsNoMistake() {
        Subscriber admin = server.connect(ADMIN);

        admin.webSocket().send(Frame.of(Frame.PONG, new byte[] {1, 2, 3}));

        admin.settle();
    }

    @Test
    void theEndOfATokenIsAnnouncedBefore() {
        Instant end = Instant.now().plus(Duration.ofSeconds(3));
        Subscriber admin = server.subscriber(server.handshake()
                .token(ADMIN.tokenUntil(end))
                .offering("ringdown.v1")
                .open());
        admin.next("welcome");

        Message expiring = admin.skipHeartbeats().next("expiring");

        assertThat(Instant.parse(expiring.text("expires")))
                .isBetween(end.minus(Duration.ofMillis(1)), end.plus(Duration.ofMillis(1)));
        admin.vanish();
    }

    @Test
    void anEndingTokenIsAnnouncedAndThenItsConnectionCloses() {
        Subscriber admin = server.subscriber(server.handshake()
                .token(ADMIN.tokenUntil(Instant.now().plus(Duration.ofSeconds(3))))
                .offering("ringdown.v1")
                .open());
        admin.next("welcome");
        admin.skipHeartbeats().next("expiring");

        admin.skipHeartbeats().assertClosed(4401);
    }
}
