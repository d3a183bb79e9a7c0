package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.Clock;
import dev.ringdown.bench.wire.HttpUplink;
import dev.ringdown.bench.wire.PublisherHandler;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Publishes as fast as it is acknowledged, to nobody: every connection has as many requests under way as it may. Confined
 * to its loop, except what the main thread is said to call.
 */
public final class Ingest {
    private final LoadLoop loop;
    private final Publication publication;
    private final Publishers publishers;
    private final int batch;
    private final List<Source> sources;
    private final Map<PublisherHandler, EventTemplate[]> templates = new HashMap<>();
    private final int pipeline;
    private final int connections;
    private long seq;
    private boolean running;

    /**
     * @param batch events of a request; 1: single posts
     * @param pipeline requests under way on a connection
     */
    public Ingest(
            LoadLoop loop, Publication publication, List<Source> sources, int batch, int connections, int pipeline) {
        this.loop = loop;
        this.publication = publication;
        this.publishers = new Publishers(loop, publication.to(), () -> HttpUplink.accepting(batch), batch);
        this.batch = batch;
        this.sources = sources;
        this.connections = connections;
        this.pipeline = pipeline;
    }

    /** Called by the main thread. */
    public void start() throws IOException, InterruptedException {
        publishers.connect(connections);
        loop.run(() -> {
            for (int i = 0; i < connections; i++) {
                templates.put(publishers.get(i), templates(i));
            }
            running = true;
            publishers.afterAnswer(this::publish);
            publish();
        });
    }

    /** Single posts go to every source in turn, a batch has several of them. */
    private EventTemplate[] templates(int connection) {
        if (batch > 1) {
            List<Source> mixed = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                mixed.add(sources.get((connection + i) % sources.size()));
            }
            return new EventTemplate[] {EventTemplate.batch(publication, "c" + connection, mixed)};
        }
        return sources.stream()
                .map(source -> EventTemplate.post(publication, source))
                .toArray(EventTemplate[]::new);
    }

    private void publish() {
        if (!running) {
            return;
        }
        for (int i = 0; i < publishers.size(); i++) {
            PublisherHandler connection = publishers.get(i);
            EventTemplate[] own = templates.getOrDefault(connection, new EventTemplate[0]);
            while (connection.unanswered() < pipeline) {
                long nowNanos = Clock.nanos();
                EventTemplate next = own[(int) (seq / batch % own.length)];
                connection.post(next.request(UnpooledByteBufAllocator.DEFAULT, 0, seq, nowNanos), nowNanos);
                seq += batch;
            }
        }
        publishers.flush();
    }

    /** Publishes nothing more, and waits for what is under way. Called by the main thread. */
    public void finish() throws IOException, InterruptedException {
        loop.run(() -> running = false);
        Patience.until(() -> loop.call(publishers::unanswered) == 0, () -> loop.call(publishers.answered()::total));
    }

    /** Time from the request to its answer, and how many were answered. */
    public Meter answered() {
        return publishers.answered();
    }

    /** What the server did not take. Called by the main thread. */
    public Verdict verdict() throws IOException, InterruptedException {
        return loop.call(publishers::verdict);
    }
}
