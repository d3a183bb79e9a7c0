package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Contract;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.RawWebSocket;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Shape;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events are compressed for whom it was agreed on with, message by message (RFC 7692), and for nobody else. */
class CompressionTest {
    private static final String CHROMES_OFFER = "permessage-deflate; client_max_window_bits";
    private static final int RSV1 = 4;
    private static final int LIMIT = 65_536;

    private final Agent admin = Agent.admin();

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @Test
    void anEventComesCompressedToWhoOfferedIt() throws DataFormatException {
        RawWebSocket webSocket = connect(CHROMES_OFFER);
        webSocket.send(
                deflated("{\"type\":\"subscribe\",\"topics\":[\"" + admin.customerTopic("call") + "\"],\"id\":1}"));
        assertThat(webSocket.read().text()).contains("\"subscribed\"");

        server.publish(TestEvent.call("created", admin).with("detail", "again and again and again"));
        server.publish(TestEvent.call("hangup", admin).with("detail", "again and again and again"));

        assertThat(webSocket.handshake().header("sec-websocket-extensions"))
                .contains("server_no_context_takeover", "client_no_context_takeover");
        Frame first = webSocket.read();
        assertThat(first.reserved()).isEqualTo(RSV1);
        Contract.assertServerMessage(inflated(first));
        assertThat(inflated(first)).contains("\"call_created\"").contains("again and again and again");
        assertThat(first.payload().length).isLessThan(inflated(first).length());
        assertThat(inflated(webSocket.read())).contains("\"call_hangup\"");
    }

    @ParameterizedTest
    @EnumSource
    void everyShapeComesCompressed(Shape shape) throws DataFormatException {
        String resource = "{\"id\":\"c1\", \"customer_id\":\"" + admin.customer() + "\",\"text\":\""
                + "again ".repeat(20) + "\"}";
        RawWebSocket webSocket = server.handshake()
                .token(admin.token())
                .shape(shape.text())
                .header("Sec-WebSocket-Extensions", CHROMES_OFFER)
                .open();
        ShapedConversation.publish(server, "call_created", resource);
        webSocket.send(deflated("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"last\":1,\"id\":1}"));
        assertThat(webSocket.read().text()).contains("\"subscribed\"");

        Frame replayed = webSocket.read();
        ShapedConversation.publish(server, "call_hangup", resource);
        Frame live = webSocket.read();

        assertThat(List.of(replayed.reserved(), live.reserved())).containsOnly(RSV1);
        ShapedConversation.assertIs(shape, "call_created", resource, inflated(replayed));
        ShapedConversation.assertIs(shape, "call_hangup", resource, inflated(live));
        shape.assertServerMessage(inflated(live));
    }

    /** No compression makes four bytes fewer. */
    @Test
    void whatIsNoSmallerComesPlain() {
        RawWebSocket webSocket = server.handshake()
                .token(admin.token())
                .shape("resource")
                .header("Sec-WebSocket-Extensions", CHROMES_OFFER)
                .open();
        webSocket.send(deflated("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":1}"));
        assertThat(webSocket.read().text()).contains("\"subscribed\"");

        ShapedConversation.publishWithoutData(server, admin);

        Frame frame = webSocket.read();
        assertThat(frame.reserved()).isZero();
        assertThat(frame.text()).isEqualTo("null");
    }

    @Test
    void whoDidNotOfferItGetsPlainText() {
        Subscriber plain = server.connect(admin);
        plain.subscribe(admin.customerTopic("call"));

        server.publish(TestEvent.call("created", admin).with("detail", "again and again and again"));

        assertThat(plain.webSocket().handshake().header("sec-websocket-extensions"))
                .isNull();
        assertThat(plain.webSocket().read().reserved()).isZero();
    }

    /** RFC 7692 leaves it to the sender where frames end; the first here is a block that is empty. */
    @Test
    void aFrameOfAMessageMayInflateToNothing() {
        RawWebSocket webSocket = connect(CHROMES_OFFER);
        byte[] payload = deflated("{\"type\":\"ping\",\"id\":1}").payload();

        webSocket.send(Frame.of(Frame.TEXT, new byte[] {0, 0, 0, (byte) 0xFF, (byte) 0xFF})
                .withReserved(RSV1)
                .notLast());
        webSocket.send(Frame.of(Frame.CONTINUATION, new byte[0]).notLast());
        webSocket.send(Frame.of(Frame.CONTINUATION, Arrays.copyOf(payload, 1)).notLast());
        webSocket.send(Frame.of(Frame.CONTINUATION, Arrays.copyOfRange(payload, 1, payload.length)));

        assertThat(webSocket.read().text()).contains("\"pong\"");
    }

    @Test
    void aMessageInFragmentsThatInflatesBeyondTheLimitIsTooLarge() {
        RawWebSocket webSocket = connect(CHROMES_OFFER);
        byte[] payload = deflated(" ".repeat(LIMIT + 1)).payload();

        webSocket.send(Frame.of(Frame.TEXT, Arrays.copyOf(payload, 5))
                .withReserved(RSV1)
                .notLast());
        webSocket.send(Frame.of(Frame.CONTINUATION, Arrays.copyOfRange(payload, 5, payload.length)));

        webSocket.readClose().assertIs(1009);
        webSocket.confirmClose(1009);
    }

    @Test
    void aMessageThatInflatesBeyondTheLimitIsTooLarge() {
        RawWebSocket webSocket = connect(CHROMES_OFFER);

        webSocket.send(deflated(" ".repeat(LIMIT + 1)));

        RawWebSocket.Closed closed = webSocket.readClose();
        closed.assertIs(1009);
        webSocket.confirmClose(1009);
    }

    @Test
    void whatCannotBeInflatedIsAProtocolError() {
        RawWebSocket webSocket = connect(CHROMES_OFFER);

        webSocket.send(
                Frame.of(Frame.TEXT, new byte[] {(byte) 0xFF, 0x01, 0x02}).withReserved(RSV1));

        RawWebSocket.Closed closed = webSocket.readClose();
        closed.assertIs(1002);
        webSocket.confirmClose(1002);
    }

    private RawWebSocket connect(String offer) {
        return server.handshake()
                .token(admin.token())
                .header("Sec-WebSocket-Extensions", offer)
                .open();
    }

    private static Frame deflated(String text) {
        byte[] buffer = new byte[text.length() + 100];
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Frame.of(Frame.TEXT, Arrays.copyOf(buffer, length - 4)).withReserved(RSV1);
    }

    private static String inflated(Frame frame) throws DataFormatException {
        byte[] input = Arrays.copyOf(frame.payload(), frame.payload().length + 4);
        input[input.length - 2] = (byte) 0xFF;
        input[input.length - 1] = (byte) 0xFF;
        byte[] buffer = new byte[LIMIT];
        Inflater inflater = new Inflater(true);
        inflater.setInput(input);
        int length = inflater.inflate(buffer);
        inflater.end();
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }
}
