package dev.ringdown.bench.load;

import static java.util.Objects.requireNonNull;

import dev.ringdown.bench.wire.EventTail;
import dev.ringdown.bench.wire.Reply;
import dev.ringdown.bench.wire.SocketHandler;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One client over all its connections. Confined to the loop of its crowd. */
final class Subscriber implements SocketHandler.Listener {
    private static final byte[] SEQUENCE = "\"sequence\":\"".getBytes(StandardCharsets.US_ASCII);

    private final Crowd crowd;
    private final Dialect dialect;
    private final Meter meter;
    private final Seat seat;
    private final StreamCheck check;
    private @Nullable SocketHandler socket;

    /** Of the last event; null until the first one, or if nobody wants to resume. */
    private @Nullable String sequence;

    private boolean subscribed;

    Subscriber(Crowd crowd, Dialect dialect, Meter meter, Seat seat) {
        this.crowd = crowd;
        this.dialect = dialect;
        this.meter = meter;
        this.seat = seat;
        this.check = new StreamCheck(seat.firstStream(), seat.streams());
    }

    /** The path and query with which it opens. */
    String target() {
        return dialect.target(seat);
    }

    StreamCheck check() {
        return check;
    }

    @Override
    public void onOpen(SocketHandler opened) {
        socket = opened;
        if (crowd.isPaced()) {
            opened.reading(false);
        }
        ByteBuf subscription = dialect.subscription(seat, sequence);
        if (subscription == null) {
            becomeSubscribed();
        } else {
            opened.send(subscription);
        }
    }

    @Override
    public void onEvent(long nowNanos, ByteBuf in, int start, int end) {
        if (check.accept(EventTail.stream(in, end), EventTail.seq(in, end))) {
            meter.add(nowNanos - EventTail.tsNanos(in, end), end - start);
        }
        if (crowd.remembers()) {
            sequence = sequenceOf(in, start, end);
        }
    }

    /** What the envelope says before {@code data}. */
    private static String sequenceOf(ByteBuf in, int start, int end) {
        for (int at = start; at < end - SEQUENCE.length; at++) {
            int same = 0;
            while (same < SEQUENCE.length && in.getByte(at + same) == SEQUENCE[same]) {
                same++;
            }
            if (same == SEQUENCE.length) {
                int from = at + same;
                int to = in.indexOf(from, end, (byte) '"');
                return in.toString(from, to - from, StandardCharsets.US_ASCII);
            }
        }
        throw new IllegalStateException("an event without a sequence");
    }

    @Override
    public void onReply(Reply reply) {
        boolean expected = reply.type().equals("subscribed") && reply.rejected() == 0 && reply.recovered();
        if (!expected) {
            crowd.complain(reply.text());
        }
        if (!subscribed && !reply.type().equals("closing")) {
            becomeSubscribed();
        }
    }

    private void becomeSubscribed() {
        subscribed = true;
        crowd.onSubscribed();
    }

    @Override
    public void onRead() {
        crowd.onRead();
    }

    @Override
    public void onClosed(int code, String reason) {
        crowd.onClosed(subscribed, code, reason);
        subscribed = false;
    }

    /** It could not even connect. */
    void onFailed(String reason) {
        crowd.onClosed(subscribed, SocketHandler.LOST, reason);
    }

    void reading(boolean on) {
        requireNonNull(socket, "connected").reading(on);
    }

    /** Reads once, if it is connected. */
    void readOnce() {
        if (socket != null) {
            socket.readOnce();
        }
    }

    void cut() {
        subscribed = false;
        if (socket != null) {
            socket.cut();
        }
    }
}
