package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The contact centre in motion: one thread lets its world happen at the pace that was asked for, and one thread for
 * each customer publishes what happened there, in order. When publishing does not keep up, the world stands still.
 *
 * <p>Thread-safe: {@link #start()} and {@link #close()} are for whoever owns it, the counters for anybody.
 */
public final class DemoPublishing implements AutoCloseable {
    /** How many customers there are. */
    public static final int CUSTOMERS = 3;

    /** Events of one customer that may wait to be published; the world stands still when one more comes. */
    static final int MAX_WAITING_EVENTS = 256;

    private static final Logger log = LoggerFactory.getLogger(DemoPublishing.class);

    /** A world that is later than this has its clocks put forward instead of hurrying. */
    private static final long MAX_LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A world that is late so often cannot keep its pace; an outage, which has its own line, does not count. */
    private static final int LATE_TIMES_TO_TELL = 10;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final EventPublisher publisher;
    private final DemoTime time;
    private final long seed;
    private final Pace pace;
    private final Map<UUID, BlockingQueue<DemoEvent>> waiting = new HashMap<>(); // not changed after construction
    private final List<Thread> threads = new ArrayList<>(); // not changed after construction
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private volatile boolean closing;

    /**
     * @param internalBase the server's internal address, such as {@code http://127.0.0.1:8081}
     * @param publisherKey a key that may publish
     * @param seed the same one gives the same customers and, at the same rate, the same events
     * @param eventsPerSecond on average and over all customers; more than 0
     */
    public DemoPublishing(URI internalBase, String publisherKey, long seed, double eventsPerSecond) {
        this(internalBase, publisherKey, seed, eventsPerSecond, DemoTime.SYSTEM);
    }

    DemoPublishing(URI internalBase, String publisherKey, long seed, double eventsPerSecond, DemoTime time) {
        this.time = requireNonNull(time, "time");
        this.seed = seed;
        this.pace = new Pace(eventsPerSecond);
        this.publisher = new EventPublisher(internalBase, publisherKey, time);
        threads.add(thread("demo-world", this::liveOn));
        for (DemoCustomer customer : customers(seed)) {
            BlockingQueue<DemoEvent> events = new ArrayBlockingQueue<>(MAX_WAITING_EVENTS);
            waiting.put(customer.id(), events);
            threads.add(thread("demo-publisher-" + waiting.size(), () -> publishAll(events)));
        }
    }

    /** The customers that there are with this seed, with their agents and queues. */
    public static List<DemoCustomer> customers(long seed) {
        return Population.of(seed, CUSTOMERS);
    }

    /** Opens the centre. Called once; it does not matter whether the server is there yet. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Events that the server took so far. */
    public long published() {
        return publisher.published();
    }

    /** Events that the server refused for good; each kind is in the log once. */
    public long failed() {
        return publisher.failed();
    }

    /**
     * Ends publishing at once; what was waiting is not published any more.
     *
     * @throws IllegalStateException if publishing had ended before, through a fault
     */
    @Override
    public void close() {
        stop();
        try {
            for (Thread thread : threads) {
                thread.join(CLOSE_TIMEOUT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the threads end all the same
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("demo had stopped publishing after " + published() + " events", cause);
        }
    }

    private void stop() {
        closing = true;
        threads.forEach(Thread::interrupt);
    }

    /** The world's thread: hands over every event when its time has come. */
    private void liveOn() throws InterruptedException {
        ContactCentre centre = new ContactCentre(customers(seed), seed, pace, time.now());
        long openedNanos = time.nanoTime();
        int timesLate = 0;
        while (!closing) {
            DemoEvent event = centre.next();
            long retriesBefore = publisher.retries();
            time.pause(openedNanos + event.atNanos() - time.nanoTime());
            waitingOf(event.customerId()).put(event);
            long lateNanos = time.nanoTime() - (openedNanos + event.atNanos());
            if (lateNanos > MAX_LATE_NANOS) {
                centre.standStill(Duration.ofNanos(lateNanos));
                openedNanos += lateNanos;
                if (publisher.retries() == retriesBefore && ++timesLate == LATE_TIMES_TO_TELL) {
                    log.info("demo is slower than asked eventsPerSecond={}: machine is busy", pace.eventsPerSecond());
                }
            }
        }
    }

    private BlockingQueue<DemoEvent> waitingOf(UUID customerId) {
        return requireNonNull(waiting.get(customerId), "customerId");
    }

    /** The thread of one customer. */
    private void publishAll(BlockingQueue<DemoEvent> events) throws InterruptedException {
        while (!closing) {
            publisher.publish(events.take());
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private Thread thread(String name, Work work) {
        Thread thread = new Thread(() -> runUntilClosed(work), name);
        thread.setDaemon(true);
        return thread;
    }

    private void runUntilClosed(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stop() asks for the end in this way
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            log.error("demo stopped publishing published={}: this is a fault of the demo", published(), e);
            stop(); // without one of the threads the others would wait for ever
        }
    }
}
