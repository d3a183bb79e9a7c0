package dev.ringdown.bench.peer;

import dev.ringdown.bench.load.EventTemplate;
import dev.ringdown.bench.load.Source;
import dev.ringdown.bench.wire.ClientFrames;
import dev.ringdown.bench.wire.SocketUplink;
import dev.ringdown.bench.wire.Uplink;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Events are published as WebSocket messages {@code TOPIC\nEVENT} on {@code /pub}: see ws.js and uws.js. Immutable. */
final class NpmDialect extends WordDialect {
    private final InetSocketAddress to;
    private final int eventBytes;

    NpmDialect(InetSocketAddress to, int eventBytes) {
        this.to = to;
        this.eventBytes = eventBytes;
    }

    @Override
    public Uplink uplink() {
        return new SocketUplink(to.getHostString() + ':' + to.getPort(), "/pub");
    }

    @Override
    public EventTemplate template(Source source) {
        String topic = source.call() + '\n';
        return EventTemplate.envelope(
                source,
                eventBytes,
                bytes -> ClientFrames.textHeader(topic.length() + bytes).toString(StandardCharsets.ISO_8859_1) + topic,
                "");
    }
}
