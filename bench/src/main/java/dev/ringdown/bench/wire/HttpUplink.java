package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Publishes by HTTP requests, one after the other without waiting. Confined to the event loop of its connection. */
public final class HttpUplink implements Uplink {
    private static final int ANY = -1;

    private final Answers answers = new Answers();
    private final int status;
    private final int objects;

    private HttpUplink(int status, int objects) {
        this.status = status;
        this.objects = objects;
    }

    /** A request is taken if the answer says 202, with a JSON object for each of its events. */
    public static HttpUplink accepting(int events) {
        return new HttpUplink(202, events);
    }

    /** A request is taken if the answer's status is one of success. */
    public static HttpUplink succeeding() {
        return new HttpUplink(ANY, ANY);
    }

    @Override
    public ByteBuf greeting() {
        return Unpooled.EMPTY_BUFFER;
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    @Override
    public void read(ByteBuf in, Sink sink) {
        answers.scan(in, (answered, found, excerpt) -> {
            if (status == ANY ? answered / 100 == 2 : answered == status && found == objects) {
                sink.onTaken();
            } else {
                String expected = status == ANY ? "2xx" : status + " with " + objects;
                sink.onRefused("publishing was answered " + answered + " with " + found + " objects (expected: "
                        + expected + ") " + excerpt);
            }
        });
    }
}
