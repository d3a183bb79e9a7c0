package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.Clock;
import dev.ringdown.bench.wire.PublisherHandler;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Publishes events, one a request, to its streams in turn. A stream stays on one connection, so its events cannot overtake
 * each other. Confined to its loop, except what the main thread is said to call.
 */
public final class Feed {
    private static final int MOST_AT_ONCE = 256;
    private static final int READS_PER_TURN = 64;

    private final LoadLoop loop;
    private final Publishers publishers;
    private final EventTemplate[] templates;
    private final int firstStream;
    private final long[] seqs;
    private int stream;
    private long published;
    private boolean running;

    // By window:
    private Meter delivered = new Meter();
    private long fanout;
    private long window;
    private int reads;
    private boolean turnIsDue;
    private final Runnable turn = this::turn;

    // By rate:
    private double nanosPerEvent;
    private long beganNanos;
    private long publishedBefore;
    private final Runnable due = this::publishDue;

    /**
     * @param to where publishers connect
     * @param sources of the streams; the first has the number {@code firstStream}
     * @param streams how many there are in all
     */
    public Feed(
            LoadLoop loop, InetSocketAddress to, Dialect dialect, List<Source> sources, int firstStream, int streams) {
        this.loop = loop;
        this.publishers = new Publishers(loop, to, dialect::uplink, 1);
        this.firstStream = firstStream;
        this.seqs = new long[streams];
        this.templates = new EventTemplate[sources.size()];
        for (int i = 0; i < templates.length; i++) {
            templates[i] = dialect.template(sources.get(i));
        }
    }

    /** Called by the main thread. */
    public Feed connect(int connections) throws IOException, InterruptedException {
        publishers.connect(connections);
        return this;
    }

    /**
     * Publishes as long as fewer than so many events have not been delivered to everybody. Called by the main thread.
     *
     * @param deliveriesPerEvent how many get each event
     */
    public void startWindow(Crowd crowd, int events, int deliveriesPerEvent) throws IOException, InterruptedException {
        loop.run(() -> {
            delivered = crowd.meter();
            window = events;
            fanout = deliveriesPerEvent;
            running = true;
            crowd.afterRead(this::onRead);
            publishWindow();
        });
    }

    /** As often as a plain loop over ready sockets would do it: not after each read, and not only when all is read. */
    private void onRead() {
        if (++reads >= READS_PER_TURN) {
            reads = 0;
            publishWindow();
        } else if (!turnIsDue) {
            turnIsDue = true;
            loop.loop().execute(turn);
        }
    }

    private void turn() {
        turnIsDue = false;
        reads = 0;
        publishWindow();
    }

    private void publishWindow() {
        if (!running) {
            return;
        }
        long allowed = (delivered.total() + window * fanout - 1) / fanout - published;
        if (allowed > 0) {
            long nowNanos = Clock.nanos();
            for (int i = 0; i < Math.min(allowed, MOST_AT_ONCE); i++) {
                publish(nowNanos);
            }
            publishers.flush();
        }
    }

    /** Publishes at a rate, whatever comes of it; latency counts from when an event was due. Called by the main thread. */
    public void startRate(double eventsPerSecond) throws IOException, InterruptedException {
        loop.run(() -> {
            nanosPerEvent = 1e9 / eventsPerSecond;
            beganNanos = Clock.nanos();
            publishedBefore = published;
            running = true;
            publishDue();
        });
    }

    private void publishDue() {
        if (!running) {
            return;
        }
        long nowNanos = Clock.nanos();
        long dueNanos = dueNanos();
        for (int i = 0; i < MOST_AT_ONCE && dueNanos <= nowNanos; i++) {
            publish(dueNanos);
            dueNanos = dueNanos();
        }
        publishers.flush();
        loop.loop().schedule(due, Math.max(0, dueNanos - Clock.nanos()), TimeUnit.NANOSECONDS);
    }

    private long dueNanos() {
        return beganNanos + (long) ((published - publishedBefore) * nanosPerEvent);
    }

    /** Publishes so many events, with at most {@code inFlight} unanswered; returns when all are. Called by the main thread. */
    public void publishNow(int events, int inFlight) throws IOException, InterruptedException {
        loop.run(() -> {
            long last = published + events;
            Runnable more = () -> {
                while (published < last && publishers.unanswered() < inFlight) {
                    publish(Clock.nanos());
                }
                publishers.flush();
            };
            publishers.afterAnswer(more);
            more.run();
        });
        waitForAnswers();
        loop.run(() -> publishers.afterAnswer(() -> {}));
    }

    private void publish(long tsNanos) {
        PublisherHandler connection = publishers.get(stream);
        connection.post(
                templates[stream].request(
                        UnpooledByteBufAllocator.DEFAULT, firstStream + stream, seqs[firstStream + stream], tsNanos),
                Clock.nanos());
        seqs[firstStream + stream]++;
        published++;
        stream = stream + 1 == templates.length ? 0 : stream + 1;
    }

    /** Publishes nothing more. Called by the main thread. */
    public void stop() throws IOException, InterruptedException {
        loop.run(() -> running = false);
    }

    /** Waits until all that was published is answered, or no answer has come for long. Called by the main thread. */
    public void waitForAnswers() throws IOException, InterruptedException {
        Patience.until(() -> loop.call(publishers::unanswered) == 0, () -> loop.call(publishers.answered()::total));
    }

    /** Time from the request to its answer. */
    public Meter answered() {
        return publishers.answered();
    }

    /** How many so far. Called by the main thread. */
    public long published() throws IOException, InterruptedException {
        return loop.call(() -> published);
    }

    /** How many of each stream, by its number. Called by the main thread. */
    public long[] seqs() throws IOException, InterruptedException {
        return loop.call(seqs::clone);
    }

    /** What the server did not take. Called by the main thread. */
    public Verdict verdict() throws IOException, InterruptedException {
        return loop.call(publishers::verdict);
    }

    /** Called by the main thread, when all is answered. */
    public void close() throws IOException, InterruptedException {
        loop.run(publishers::close);
    }
}
