package dev.ringdown.transport;

import dev.ringdown.session.Session;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayDeque;

/**
 * A message of one client that waits until its session has the turn, and what came with it. Nothing is read from the client
 * meanwhile, so there is no more than one read has brought. Confined to the channel's event loop; made when something is to
 * wait, and used no more once nothing does.
 */
final class WaitingFrames {
    /** By whom frames are read when their turn comes. */
    interface Reader {
        /** Reads a frame, and does not release it. Fails for no fault of the client's. */
        void read(WebSocketFrame frame);

        /** All have been read. */
        void noneWaits();
    }

    private final Session session;
    private final Reader reader;
    private final ArrayDeque<WebSocketFrame> frames = new ArrayDeque<>(1);

    /** @param first what waits, see {@link #add} */
    WaitingFrames(Session session, Reader reader, WebSocketFrame first) {
        this.session = session;
        this.reader = reader;
        add(first);
        offerTurn();
    }

    /** Whether a message is complete with a frame, and is to be carried out then. */
    static boolean endMessage(WebSocketFrame frame) {
        return frame.isFinalFragment()
                && (frame instanceof TextWebSocketFrame || frame instanceof ContinuationWebSocketFrame);
    }

    /** Holds a frame behind those that wait. */
    void add(WebSocketFrame frame) {
        frames.add(frame.retain());
    }

    private void offerTurn() {
        session.turns().offer(session.place(), this::turn);
    }

    /** Reads one message, and what stands before it. */
    private void turn() {
        if (frames.isEmpty()) {
            return; // the connection is gone
        }
        for (boolean ended = false; !ended && !frames.isEmpty(); ) {
            WebSocketFrame frame = frames.remove();
            ended = endMessage(frame);
            try {
                reader.read(frame);
            } finally {
                frame.release();
            }
        }
        if (frames.isEmpty()) {
            reader.noneWaits();
        } else {
            offerTurn();
        }
    }

    /** The connection is gone: forgets all of them. */
    void release() {
        frames.forEach(WebSocketFrame::release);
        frames.clear();
    }
}
