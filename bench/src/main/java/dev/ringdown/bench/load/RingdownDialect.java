package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.ClientFrames;
import dev.ringdown.bench.wire.EventTail;
import dev.ringdown.bench.wire.LinesUplink;
import dev.ringdown.bench.wire.MessageReader;
import dev.ringdown.bench.wire.Reply;
import dev.ringdown.bench.wire.Uplink;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The platform's own protocol: JSON messages, and events as lines of one HTTP request. Immutable. */
public final class RingdownDialect implements Dialect {
    private final Publication publication;

    public RingdownDialect(Publication publication) {
        this.publication = publication;
    }

    @Override
    public String target(Seat seat) {
        return "/v1.0/ws?token=" + seat.token();
    }

    @Override
    public ByteBuf subscription(Seat seat, @Nullable String after) {
        StringBuilder message = new StringBuilder("{\"type\":\"subscribe\",\"id\":1,\"topics\":[");
        for (int i = 0; i < seat.topics().size(); i++) {
            message.append(i == 0 ? "\"" : ",\"").append(seat.topics().get(i)).append('"');
        }
        message.append(']');
        if (after != null) {
            message.append(",\"after\":\"").append(after).append('"');
        }
        if (seat.snapshot()) {
            message.append(",\"snapshot\":true");
        }
        return ClientFrames.text(message.append('}').toString());
    }

    @Override
    public MessageReader reader() {
        return RingdownDialect::read;
    }

    private static void read(ByteBuf in, int start, int end, MessageReader.Sink sink) {
        if (EventTail.isEvent(in, start, end)) {
            sink.onEvent(in, start, end);
            return;
        }
        String text = in.toString(start, end - start, StandardCharsets.UTF_8);
        try {
            sink.onReply(Reply.parse(text));
        } catch (IOException e) {
            sink.onNotUnderstood(text);
        }
    }

    @Override
    public Uplink uplink() {
        return new LinesUplink(publication.streamHead("/v1.0/events", "application/x-ndjson"));
    }

    @Override
    public EventTemplate template(Source source) {
        return EventTemplate.envelope(source, publication.eventBytes(), LinesUplink::before, LinesUplink.behind());
    }
}
