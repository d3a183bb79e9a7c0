package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.EventTail;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/** A publish request in which only numbers change, at known places. Confined to one thread. */
public final class EventTemplate {
    static final int LEAST_EVENT_BYTES = 450;
    static final int MOST_EVENT_BYTES = 200_000;

    private static final String TYPE = "\"type\":\"call_progressing\"";
    private static final String ENVELOPE = "{" + TYPE + ",\"data\":";
    private static final String ORIGIN = "/bench/" + UUID.randomUUID();

    private static final String BLANK_ID = " ".repeat(EventTail.ID_BYTES);

    private final byte[] request;
    private final int[] tailsAt;

    /** Of the number in each event's id; empty if the server shall name them. */
    private final int[] idsAt;

    private EventTemplate(byte[] request, int[] tailsAt, int[] idsAt) {
        this.request = request;
        this.tailsAt = tailsAt;
        this.idsAt = idsAt;
    }

    /**
     * One event in the platform's own envelope.
     *
     * @param eventBytes of the JSON, which ends with an {@link EventTail} and a brace
     * @param head what stands before so many bytes of it
     * @param foot what stands behind it
     */
    public static EventTemplate envelope(Source source, int eventBytes, IntFunction<String> head, String foot) {
        return of(List.of(ENVELOPE), List.of(source), eventBytes, head, "", foot);
    }

    /** One event in the platform's own envelope, as a request of its own. */
    static EventTemplate post(Publication to, Source source) {
        return envelope(source, to.eventBytes(), bytes -> to.head("/v1.0/events", "application/json", bytes), "");
    }

    /**
     * Several events as a batch of CloudEvents.
     *
     * @param name of the template: with it and a number that it counts an event is unique
     */
    static EventTemplate batch(Publication to, String name, List<Source> sources) {
        List<String> heads = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            heads.add("{\"specversion\":\"1.0\",\"id\":\"" + name + '-' + BLANK_ID + "\",\"source\":\"" + ORIGIN + "\","
                    + TYPE + ",\"data\":");
        }
        return of(
                heads,
                sources,
                to.eventBytes(),
                bytes -> to.head("/v1.0/events", "application/cloudevents-batch+json", bytes + 2) + '[',
                ",",
                "]");
    }

    private static EventTemplate of(
            List<String> heads,
            List<Source> sources,
            int eventBytes,
            IntFunction<String> head,
            String between,
            String foot) {
        StringBuilder body = new StringBuilder();
        int[] tails = new int[sources.size()];
        boolean named = !heads.get(0).equals(ENVELOPE);
        int[] ids = new int[named ? tails.length : 0];
        for (int i = 0; i < tails.length; i++) {
            if (i > 0) {
                body.append(between);
            }
            int start = body.length();
            if (named) {
                ids[i] = start + heads.get(i).indexOf(BLANK_ID);
            }
            body.append(heads.get(i)).append(members(sources.get(i)));
            int pad = eventBytes - (body.length() - start) - 1 - EventTail.BYTES - 1;
            body.append("x".repeat(Math.max(0, pad))).append('"');
            tails[i] = body.length();
            body.append(" ".repeat(EventTail.BYTES)).append('}');
        }
        String before = head.apply(body.length());
        byte[] bytes = (before + body + foot).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < tails.length; i++) {
            tails[i] += before.length();
            EventTail.writeBlank(bytes, tails[i]);
        }
        for (int i = 0; i < ids.length; i++) {
            ids[i] += before.length();
        }
        return new EventTemplate(bytes, tails, ids);
    }

    /** Of {@code data}, up to the inside of the last text. */
    private static String members(Source source) {
        String owner = source.owner() == null ? "" : "\"owner_id\":\"" + source.owner() + "\",";
        return "{\"id\":\"" + source.call() + "\",\"customer_id\":\"" + source.customer() + "\"," + owner
                + "\"direction\":\"incoming\",\"status\":\"progressing\",\"pad\":\"";
    }

    int events() {
        return tailsAt.length;
    }

    /** A request with the next numbers, which the caller sends. */
    ByteBuf request(ByteBufAllocator allocator, int stream, long seq, long tsNanos) {
        for (int i = 0; i < tailsAt.length; i++) {
            EventTail.fill(request, tailsAt[i], stream, seq + i, tsNanos);
        }
        for (int i = 0; i < idsAt.length; i++) {
            EventTail.fillId(request, idsAt[i], seq + i);
        }
        return allocator.directBuffer(request.length).writeBytes(request);
    }
}
