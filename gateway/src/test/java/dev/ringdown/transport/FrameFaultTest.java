package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class FrameFaultTest {
    @Test
    void whoHasGoneCannotBeTold() {
        assertThat(FrameFault.isLoss(new IOException("connection reset"))).isTrue();
        assertThat(FrameFault.isLoss(new DecoderException(new SSLException("closed"))))
                .isTrue();
        assertThat(FrameFault.isLoss(new PrematureChannelClosureException("in a frame")))
                .isTrue();
    }

    @Test
    void whoSendsNonsenseIsStillThere() {
        assertThat(FrameFault.isLoss(new TooLongFrameException("too long"))).isFalse();
        assertThat(FrameFault.isLoss(new DecoderException(new IllegalStateException("a fault"))))
                .isFalse();
    }

    @Test
    void eachFaultOfTheClientsHasItsCode() {
        assertThat(FrameFault.reasonOf(new TooLongFrameException("too long"))).isEqualTo(CloseReason.MESSAGE_TOO_LARGE);
        assertThat(FrameFault.reasonOf(new DecompressionException("no deflate")))
                .isEqualTo(CloseReason.PROTOCOL_ERROR);
        assertThat(FrameFault.reasonOf(corrupted(WebSocketCloseStatus.INVALID_PAYLOAD_DATA)))
                .isEqualTo(CloseReason.NOT_UTF8);
        assertThat(FrameFault.reasonOf(corrupted(WebSocketCloseStatus.MESSAGE_TOO_BIG)))
                .isEqualTo(CloseReason.MESSAGE_TOO_LARGE);
        assertThat(FrameFault.reasonOf(corrupted(WebSocketCloseStatus.PROTOCOL_ERROR)))
                .isEqualTo(CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void whateverElseItIsIsOurFault() {
        assertThat(FrameFault.reasonOf(new IllegalStateException("a fault"))).isEqualTo(CloseReason.INTERNAL);
    }

    private static CorruptedWebSocketFrameException corrupted(WebSocketCloseStatus status) {
        return new CorruptedWebSocketFrameException(status, "bad");
    }
}
