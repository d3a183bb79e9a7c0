package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.Clock;
import dev.ringdown.bench.wire.PublisherHandler;
import dev.ringdown.bench.wire.Uplink;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Connections on which events are published, and what came of it. Confined to its loop, except where it says so. */
final class Publishers implements PublisherHandler.Listener {
    private static final int CONNECT_SECONDS = 20;

    private final LoadLoop loop;
    private final InetSocketAddress to;
    private final Supplier<Uplink> uplinks;
    private final Meter answered = new Meter();
    private final List<PublisherHandler> connections = new ArrayList<>();
    private final CompletableFuture<Boolean> connected = new CompletableFuture<>();
    private final int eventsPerRequest;
    private int wanted;
    private Runnable afterAnswer = () -> {};
    private long refused;
    private boolean closing;
    private String story = "";

    /** @param uplinks makes one for each connection */
    Publishers(LoadLoop loop, InetSocketAddress to, Supplier<Uplink> uplinks, int eventsPerRequest) {
        this.loop = loop;
        this.to = to;
        this.uplinks = uplinks;
        this.eventsPerRequest = eventsPerRequest;
    }

    /** Called by the main thread; returns when all are connected. */
    void connect(int count) throws IOException, InterruptedException {
        loop.run(() -> {
            wanted = count;
            for (int i = 0; i < count; i++) {
                ChannelHandler handler = new PublisherHandler(uplinks.get(), this);
                loop.connect(to, i, handler).addListener(attempt -> {
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
    public void onConnected(PublisherHandler connection) {
        connections.add(connection);
        if (connections.size() == wanted) {
            connected.complete(true);
        }
    }

    @Override
    public void onTaken(PublisherHandler connection, long sentNanos) {
        answered.add(Clock.nanos() - sentNanos, 0, eventsPerRequest);
        afterAnswer.run();
    }

    @Override
    public void onRefused(PublisherHandler connection, String why) {
        refused += eventsPerRequest;
        complain(why);
        connected.completeExceptionally(new IOException(why)); // of no consequence once they are
        afterAnswer.run();
    }

    @Override
    public void onLost(PublisherHandler connection, String reason) {
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

    PublisherHandler get(int i) {
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
        connections.forEach(PublisherHandler::close);
    }
}
