package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.Clock;
import dev.ringdown.bench.wire.PostHandler;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connections on which events are published, and what came of it. Confined to its loop, except where it says so. */
final class Publishers implements PostHandler.Listener {
    private static final int CONNECT_SECONDS = 20;

    private final LoadLoop loop;
    private final Publication publication;
    private final Meter answered = new Meter();
    private final List<PostHandler> connections = new ArrayList<>();
    private final CompletableFuture<Boolean> connected = new CompletableFuture<>();
    private final int eventsPerRequest;
    private int wanted;
    private Runnable afterAnswer = () -> {};
    private long refused;
    private boolean closing;
    private String story = "";

    /** @param eventsPerRequest for each of them an answer has an object */
    Publishers(LoadLoop loop, Publication publication, int eventsPerRequest) {
        this.loop = loop;
        this.publication = publication;
        this.eventsPerRequest = eventsPerRequest;
    }

    /** Called by the main thread; returns when all are connected. */
    void connect(int count) throws IOException, InterruptedException {
        loop.run(() -> {
            wanted = count;
            for (int i = 0; i < count; i++) {
                ChannelHandler handler = new PostHandler(this);
                loop.connect(publication.to(), i, handler).addListener(attempt -> {
                    if (!attempt.isSuccess()) {
                        connected.completeExceptionally(attempt.cause());
                    }
                });
            }
        });
        try {
            connected.get(CONNECT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("cannot connect to publish: " + e, e);
        }
    }

    @Override
    public void onConnected(PostHandler connection) {
        connections.add(connection);
        if (connections.size() == wanted) {
            connected.complete(true);
        }
    }

    @Override
    public void onAnswer(PostHandler connection, long sentNanos, int status, int objects, String refusal) {
        if (status == 202 && objects == eventsPerRequest) {
            answered.add(Clock.nanos() - sentNanos, 0, eventsPerRequest);
        } else {
            refused += eventsPerRequest;
            complain("publishing was answered " + status + " with " + objects + " objects (expected: 202 with "
                    + eventsPerRequest + ") " + refusal);
        }
        afterAnswer.run();
    }

    @Override
    public void onLost(PostHandler connection, String reason) {
        if (!closing) {
            refused += (long) connection.unanswered() * eventsPerRequest;
            complain("a publisher's connection ended: " + reason);
        }
    }

    private void complain(String what) {
        if (story.isEmpty()) {
            story = what;
        }
    }

    void afterAnswer(Runnable what) {
        afterAnswer = what;
    }

    PostHandler get(int i) {
        return connections.get(i % connections.size());
    }

    int size() {
        return connections.size();
    }

    void flush() {
        for (int i = 0; i < connections.size(); i++) {
            connections.get(i).flush();
        }
    }

    int unanswered() {
        int sum = 0;
        for (int i = 0; i < connections.size(); i++) {
            sum += connections.get(i).unanswered();
        }
        return sum;
    }

    /** Time from the request to its answer. */
    Meter answered() {
        return answered;
    }

    Verdict verdict() {
        return new Verdict(0, 0, 0, 0, refused, 0, story);
    }

    void close() {
        closing = true;
        connections.forEach(PostHandler::close);
    }
}
