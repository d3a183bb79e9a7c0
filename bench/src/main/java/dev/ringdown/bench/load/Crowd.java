package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.SocketHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Subscribers that belong together, on one loop. Its public methods may be called by the main thread. */
public final class Crowd {
    /** Handshakes at once, unless it is told otherwise. */
    public static final int HANDSHAKES = 128;

    private static final int CONNECT_SECONDS = 120;

    private final LoadLoop loop;
    private final InetSocketAddress to;
    private final Dialect dialect;
    private final Meter meter = new Meter();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private CompletableFuture<Boolean> connected = new CompletableFuture<>();
    private Runnable afterRead = () -> {};
    private boolean remembers;
    private boolean paced;
    private int begun;
    private int target;
    private int ready;
    private int handshakes = HANDSHAKES;
    private long closed;
    private String story = "";

    /** @param to the public port */
    public Crowd(LoadLoop loop, InetSocketAddress to, Dialect dialect) {
        this.loop = loop;
        this.to = to;
        this.dialect = dialect;
    }

    /** Adds subscribers, connects them, and returns when all are subscribed. */
    public void join(List<Seat> seats) throws IOException, InterruptedException {
        CompletableFuture<Boolean> done = loop.call(() -> {
            seats.forEach(seat -> subscribers.add(new Subscriber(this, dialect, meter, seat)));
            return connectMore();
        });
        await(done);
    }

    /**
     * All connect again, so many at once, and ask for what they missed; returns when all are subscribed.
     */
    public void returnAll(int handshakesAtOnce) throws IOException, InterruptedException {
        CompletableFuture<Boolean> done = loop.call(() -> {
            handshakes = handshakesAtOnce;
            begun = 0;
            ready = 0;
            return connectMore();
        });
        await(done);
    }

    private CompletableFuture<Boolean> connectMore() {
        connected = new CompletableFuture<>();
        target = subscribers.size();
        connectSome();
        return connected;
    }

    private static void await(CompletableFuture<Boolean> done) throws IOException, InterruptedException {
        try {
            done.get(CONNECT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("not everybody can subscribe: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("not everybody is subscribed after " + CONNECT_SECONDS + " s", e);
        }
    }

    private void connectSome() {
        while (begun < target && begun - ready < handshakes) {
            Subscriber next = subscribers.get(begun);
            String authority = to.getHostString() + ':' + to.getPort();
            loop.connect(to, begun, new SocketHandler(authority, next.target(), dialect.reader(), next))
                    .addListener(attempt -> {
                        if (!attempt.isSuccess()) {
                            next.onFailed("cannot connect: " + attempt.cause().getMessage());
                        }
                    });
            begun++;
        }
    }

    void onSubscribed() {
        ready++;
        if (ready == target) {
            connected.complete(true);
        } else {
            connectSome();
        }
    }

    void onClosed(boolean wasSubscribed, int code, String reason) {
        closed++;
        complain("connection closed: " + code + ' ' + reason);
        if (!wasSubscribed) {
            connected.completeExceptionally(new IOException(reason));
        }
    }

    void complain(String what) {
        if (story.isEmpty()) {
            story = what;
        }
    }

    void onRead() {
        afterRead.run();
    }

    boolean remembers() {
        return remembers;
    }

    /** From now on everybody knows the sequence of the last event, to come back after it. */
    public void remember() throws IOException, InterruptedException {
        loop.run(() -> remembers = true);
    }

    boolean isPaced() {
        return paced;
    }

    /** Whoever connects from now on reads once in so long, as much as the loop lets a read take. */
    public void pace(Duration interval) throws IOException, InterruptedException {
        loop.run(() -> {
            paced = true;
            var unused = loop.loop()
                    .scheduleAtFixedRate(
                            () -> subscribers.forEach(Subscriber::readOnce),
                            0,
                            interval.toNanos(),
                            TimeUnit.NANOSECONDS);
        });
    }

    /** Called on the loop whenever something has been read. */
    void afterRead(Runnable what) {
        afterRead = what;
    }

    /** All connections break. */
    public void cut() throws IOException, InterruptedException {
        loop.run(() -> subscribers.forEach(Subscriber::cut));
    }

    /** All stop reading, or go on. */
    public void reading(boolean on) throws IOException, InterruptedException {
        loop.run(() -> subscribers.forEach(one -> one.reading(on)));
    }

    /** How many events have been delivered to all together. */
    public long delivered() throws IOException, InterruptedException {
        return loop.call(meter::total);
    }

    public Meter meter() {
        return meter;
    }

    /** What went wrong, if so many events of each stream were published. */
    public Verdict verdict(long[] published) throws IOException, InterruptedException {
        return loop.call(() -> {
            long lost = 0;
            long doubled = 0;
            long disordered = 0;
            long foreign = 0;
            for (Subscriber one : subscribers) {
                lost += one.check().lost(published);
                doubled += one.check().doubled();
                disordered += one.check().disordered();
                foreign += one.check().foreign();
            }
            return new Verdict(lost, doubled, disordered, foreign, 0, closed, story);
        });
    }
}
