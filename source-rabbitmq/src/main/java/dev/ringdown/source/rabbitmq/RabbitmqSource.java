package dev.ringdown.source.rabbitmq;

import dev.ringdown.publishing.Publishing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from a queue into the log as long as it is open: it connects, connects again when the link is lost, and
 * says how it is. While the log is known to take nothing it makes no link, so nothing is taken from the broker either.
 *
 * <p>Thread-safe: what changes is confined to the source's thread, and {@link #status()} is an immutable text.
 */
public final class RabbitmqSource implements AutoCloseable {
    /** A link that has held for so long was a good one: when it is lost, the next is tried soon. */
    static final Duration GOOD_LINK = Duration.ofSeconds(10);

    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(RabbitmqSource.class);

    private final Broker broker;
    private final RabbitmqOptions options;
    private final Destination destination;
    private final Turns turns;
    private final RabbitmqMeters meters;
    private final DepthWatch watch;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile String status = "connecting";

    /** Everything of one link. */
    private record Line(Broker.Link link, Intake intake, long sinceNanos) {}

    // Only the source's thread touches these.
    private int attempt;
    private @Nullable Line line;
    private String lastReason = "";
    private boolean closing;

    RabbitmqSource(
            Broker broker, RabbitmqOptions options, Destination destination, Turns turns, RabbitmqMeters meters) {
        this.broker = broker;
        this.options = options;
        this.destination = destination;
        this.turns = turns;
        this.meters = meters;
        this.watch = new DepthWatch(options, turns, meters);
    }

    /**
     * Begins to take events, on a thread of its own, and returns at once.
     *
     * @param reader makes events of what messages say
     * @param publishing where they go
     * @param logFault why the log takes nothing at this time, or null
     * @throws IOException the broker's certificates cannot be read
     */
    public static RabbitmqSource start(
            RabbitmqOptions options,
            CopyReader reader,
            Publishing publishing,
            Supplier<@Nullable String> logFault,
            RabbitmqMeters meters)
            throws IOException {
        ThreadTurns turns = new ThreadTurns("rabbitmq-source");
        AmqpBroker broker = new AmqpBroker(options, turns);
        Destination destination = new Destination(reader, publishing::appendAndCharge, logFault);
        RabbitmqSource source = new RabbitmqSource(broker, options, destination, turns, meters);
        turns.onBroken(source::broken);
        source.start();
        return source;
    }

    /** Begins to connect, and returns at once. */
    void start() {
        turns.execute(this::connect);
    }

    /** How it is, in one line, for operators. */
    public String status() {
        return status;
    }

    private void connect() {
        if (closing) {
            return;
        }
        String fault = destination.fault().get();
        if (fault != null) {
            failed("the log takes nothing: " + fault);
            return;
        }
        int number = ++attempt;
        try {
            Broker.Link link = broker.open(new Broker.Listener() {
                @Override
                public void delivered(Delivery delivery) {
                    Line now = line;
                    if (now != null && number == attempt) {
                        now.intake.delivered(delivery);
                    }
                }

                @Override
                public void lost(String reason) {
                    lostOf(number, reason);
                }
            });
            Intake intake =
                    new Intake(link, destination, options.chatWait(), turns, meters, reason -> lostOf(number, reason));
            line = new Line(link, intake, turns.nanoTime());
            connected();
            watch.follow(link, reason -> lostOf(number, reason));
        } catch (IOException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    private void connected() {
        lastReason = "";
        status = "connected to " + broker.address() + ", queue " + options.queue();
        meters.connected(true);
        LOG.info("source connected broker={} queue={}", broker.address(), options.queue());
    }

    /** What an earlier link has to say means nothing any more. */
    private void lostOf(int number, String reason) {
        if (number == attempt) {
            lost(reason);
        }
    }

    /** The link that was open is of no use any more. */
    private void lost(String reason) {
        Line lost = line;
        if (lost == null) {
            return; // it was told already
        }
        line = null;
        lost.intake.end();
        lost.link.close();
        meters.connected(false);
        if (closing) {
            ended.countDown();
            return;
        }
        if (turns.nanoTime() - lost.sinceNanos >= GOOD_LINK.toNanos()) {
            backoff.reset();
        }
        failed(reason);
    }

    private void failed(String reason) {
        meters.lost();
        status = "not connected to " + broker.address() + ": " + reason;
        if (reason.equals(lastReason)) {
            LOG.debug("source not connected broker={} reason={}", broker.address(), reason);
        } else {
            LOG.warn(
                    "source not connected broker={} queue={} reason={} (it is tried again; events wait in the queue)",
                    broker.address(),
                    options.queue(),
                    reason);
        }
        lastReason = reason;
        turns.after(backoff.next(), this::connect);
    }

    /** What a turn threw: the link is given up, since it is not known what became of the messages in it. */
    void broken(RuntimeException bug) {
        LOG.error("the source failed (it connects anew)", bug);
        lost("a fault of the gateway: " + bug);
    }

    /** Takes nothing more, waits for what is being appended, acknowledges it, and lets go of the broker. */
    @Override
    public void close() {
        turns.execute(this::beginToClose);
        try {
            if (!ended.await(PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the source has not ended in {} (what was not acknowledged comes again)", PATIENCE_AT_THE_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        turns.end();
    }

    private void beginToClose() {
        closing = true;
        status = "closing";
        Line open = line;
        if (open == null) {
            ended.countDown();
        } else {
            open.intake.stop(() -> lost("the gateway ends"));
        }
    }
}
