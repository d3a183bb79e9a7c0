package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.RawWebSocket;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever ends a connection, the close frame says what it was, in a code and a short sentence. */
class CloseCodesTest {
    private static final Agent ADMIN = Agent.admin();
    private static final int LIMIT = 65_536;

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private Subscriber admin;
    private RawWebSocket webSocket;

    @BeforeEach
    void connect() {
        admin = server.connect(ADMIN);
        webSocket = admin.webSocket();
    }

    @Test
    void aClientsOwnCloseIsAnsweredWithItsCode() {
        webSocket.send(Frame.close(1000, "the shift is over"));

        RawWebSocket.Closed closed = webSocket.readClose();
        assertThat(closed.code()).isEqualTo(1000);
        assertThat(webSocket.isEnded()).isTrue();
        admin.vanish();
    }

    @Test
    void aCloseWithoutCodeIsAnsweredWithoutOne() {
        webSocket.send(Frame.of(Frame.CLOSE, new byte[0]));

        assertThat(webSocket.read()).isEqualTo(Frame.of(Frame.CLOSE, new byte[0]));
        assertThat(webSocket.isEnded()).isTrue();
        admin.vanish();
    }

    @Test
    void aFrameWithoutMaskIsAProtocolError() {
        webSocket.sendBytes(Frame.text("{\"type\":\"ping\"}").unmasked());

        admin.assertClosed(1002);
    }

    @Test
    void aReservedBitIsAProtocolError() {
        webSocket.send(Frame.text("{\"type\":\"ping\"}").withReserved(1));

        admin.assertClosed(1002);
    }

    @Test
    void aReservedOpcodeIsAProtocolError() {
        webSocket.send(Frame.of(0x3, new byte[0]));

        admin.assertClosed(1002);
    }

    @Test
    void aPingInFragmentsIsAProtocolError() {
        webSocket.send(Frame.of(Frame.PING, new byte[0]).notLast());

        admin.assertClosed(1002);
    }

    @Test
    void aPingOfMoreThan125BytesIsAProtocolError() {
        webSocket.send(Frame.of(Frame.PING, new byte[126]));

        admin.assertClosed(1002);
    }

    @Test
    void aContinuationOfNothingIsAProtocolError() {
        webSocket.send(Frame.of(Frame.CONTINUATION, new byte[1]));

        admin.assertClosed(1002);
    }

    @Test
    void aSecondMessageInsideTheFirstIsAProtocolError() {
        webSocket.send(Frame.text("{\"type\":").notLast());
        webSocket.send(Frame.text("{\"type\":\"ping\"}"));

        admin.assertClosed(1002);
    }

    @Test
    void aCloseCodeThatNobodyMaySendIsAProtocolError() {
        webSocket.send(Frame.close(1005, ""));

        admin.assertClosed(1002);
    }

    @Test
    void aBinaryFrameIsNotUnderstood() {
        webSocket.send(Frame.of(Frame.BINARY, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8)));

        admin.assertClosed(1003);
    }

    @Test
    void aTextThatIsNotUtf8IsRefused() {
        webSocket.send(Frame.of(Frame.TEXT, new byte[] {'{', (byte) 0xC3, '(', '}'}));

        admin.assertClosed(1007);
    }

    @Test
    void aTextThatIsNotUtf8InItsSecondFragmentIsRefused() {
        webSocket.send(Frame.text("{").notLast());
        webSocket.send(Frame.of(Frame.CONTINUATION, new byte[] {(byte) 0xFF}));

        admin.assertClosed(1007);
    }

    @Test
    void theLargestMessageIsRead() {
        admin.send(pingOf(LIMIT));

        admin.next("pong");
    }

    @Test
    void aMessageOneByteLargerIsTooLarge() {
        admin.send(pingOf(LIMIT + 1));

        admin.assertClosed(1009);
    }

    @Test
    void aMessageMuchTooLargeIsTooLargeAsWell() {
        admin.send(pingOf(128 * LIMIT)); // more than the buffers of a connection hold

        admin.assertClosed(1009);
    }

    @Test
    void aMessageTooLargeInFragmentsIsTooLarge() {
        webSocket.send(Frame.text(pingOf(LIMIT)).notLast());
        webSocket.send(Frame.of(Frame.CONTINUATION, " ".getBytes(StandardCharsets.UTF_8)));

        admin.assertClosed(1009);
    }

    /** A ping that asks for a reply, with white space up to this size. */
    private static String pingOf(int bytes) {
        String ping = "{\"type\":\"ping\",\"id\":1";
        return ping + " ".repeat(bytes - ping.length() - 1) + "}";
    }

    @Test
    void aTokenThatEndsTakesItsConnectionWithIt() {
        Subscriber brief = server.subscriber(server.handshake()
                .token(ADMIN.tokenUntil(Instant.now().plus(Duration.ofSeconds(3))))
                .open());

        brief.assertClosed(4401);
    }

    @Test
    void whenTheServerEndsWithoutDrainItGoesAway() {
        try (RunningServer ending = RunningServer.start("server.drain=0s")) {
            Subscriber subscriber = ending.connect(ADMIN);
            Subscriber noticed = ending.connectWithNotices(ADMIN);
            noticed.next("welcome");

            ending.terminate();

            subscriber.assertClosed(1001);
            noticed.assertClosed(1001);
        }
    }
}
