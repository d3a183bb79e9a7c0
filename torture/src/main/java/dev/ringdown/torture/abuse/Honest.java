package dev.ringdown.torture.abuse;

import dev.ringdown.torture.wire.Received;
import dev.ringdown.torture.wire.Sockets;
import dev.ringdown.torture.wire.Wire;
import dev.ringdown.torture.world.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Honest clients of one customer that has nothing to do with the attackers: subscribers, a publisher, and newcomers who
 * ask for history. They live on a thread of their own; its methods are for the one who started them.
 */
final class Honest implements AutoCloseable {
    /** What is published before the first newcomer. */
    static final int KNOWN_EVENTS = 10;

    /** What the events are about. */
    static final int RESOURCES = 4;

    private static final int SUBSCRIBERS = 4;
    private static final long NEWCOMER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int GUESTS_AT_A_TIME = 40;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int TURN_MILLIS = 5;

    private final Target target;
    private final long eventNanos;
    private final String customer = UUID.randomUUID().toString();
    private final HonestPublisher publisher;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<Guest> guests = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "honest");
    private int newcomersBegun;
    private volatile String beginning = "";
    private final AtomicInteger settled = new AtomicInteger();
    private volatile boolean finishing;
    private volatile boolean finished;
    private volatile @Nullable Watched watched;

    /** @param each from one event to the next */
    Honest(Target target, Duration each) {
        this.target = target;
        this.eventNanos = each.toNanos();
        this.publisher = new HonestPublisher(target, customer, RESOURCES, faults::add);
    }

    /** A newcomer, and where it is noted what becomes of it. */
    private record Guest(Newcomer newcomer, Watched notedIn) {}

    /** One who follows all calls. */
    private final class Subscriber implements Wire.Listener {
        private final Set<String> ids = new HashSet<>();
        private @Nullable Wire wire;

        private void connect(Sockets sockets) throws IOException {
            wire = sockets.webSocket(target.client(), token(), this);
        }

        @Override
        public void onOpen() {
            if (wire != null) {
                wire.sendText("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":1}");
            }
        }

        @Override
        public void onText(byte[] text) {
            Received message = Newcomer.received(text);
            switch (message.type()) {
                case "welcome" -> beginning = message.text("sequence");
                case "subscribed" -> settled.incrementAndGet();
                case "heartbeat" -> {
                    // It is there, as we are.
                }
                case HonestPublisher.TYPE -> event(message.text("id"));
                default -> faults.add("a subscriber was told " + message);
            }
        }

        private void event(String id) {
            if (!ids.add(id)) {
                faults.add("a subscriber got an event twice: " + id);
            }
            Watched now = watched;
            long sentNanos = publisher.sentNanos(id);
            if (now != null) {
                now.delivered(System.nanoTime() - sentNanos);
            }
        }

        @Override
        public void onClosed(int code, String reason) {
            faults.add("the connection of a subscriber was closed: " + code + ' ' + reason);
            wire = null;
        }
    }

    private String token() {
        return target.token(
                Identity.agent(Identity.Kind.ADMIN, customer, UUID.randomUUID().toString()));
    }

    /**
     * Connects them, and waits until some events are published.
     *
     * @throws IOException that fails
     */
    void start() throws IOException, InterruptedException {
        thread.setDaemon(true);
        thread.start();
        if (!comes(() -> publisher.acknowledged() >= KNOWN_EVENTS)) {
            throw new IOException("the honest cannot begin: " + faults);
        }
    }

    /** From now on newcomers come, and what happens is noted here. */
    Watched watch() {
        Watched fresh = new Watched();
        watched = fresh;
        return fresh;
    }

    /** Waits for so many newcomers; false if it takes too long. */
    boolean awaitNewcomers(Watched of, int count) throws InterruptedException {
        return comes(() -> of.newcomers() >= count);
    }

    private static boolean comes(BooleanSupplier holds) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
            Thread.sleep(TURN_MILLIS);
        }
        return true;
    }

    /** They get what is still to come, and leave. Returns what was wrong with what they got, all the time: a sentence each. */
    List<String> finish() throws InterruptedException {
        publisher.publishFirstAgain();
        finishing = true;
        if (!comes(() -> finished)) {
            faults.add("the honest do not come to an end: " + publisher.unanswered() + " posts are not answered");
        }
        thread.interrupt();
        thread.join();
        return List.copyOf(faults);
    }

    private void run() {
        try (Sockets sockets = new Sockets()) {
            for (int i = 0; i < SUBSCRIBERS; i++) {
                Subscriber subscriber = new Subscriber();
                subscriber.connect(sockets);
                subscribers.add(subscriber);
            }
            long nextEventNanos = System.nanoTime();
            long nextNewcomerNanos = nextEventNanos;
            while (!Thread.currentThread().isInterrupted() && !(finishing && isOver())) {
                sockets.turn(TURN_MILLIS);
                long now = System.nanoTime();
                if (!finishing && settled.get() >= SUBSCRIBERS && now - nextEventNanos >= 0) {
                    publisher.publish();
                    nextEventNanos = publisher.published() < KNOWN_EVENTS
                            ? now
                            : Math.max(nextEventNanos + eventNanos, now - PATIENCE_NANOS);
                }
                Watched noting = watched;
                if (noting != null && !finishing && now - nextNewcomerNanos >= 0 && guests.size() < GUESTS_AT_A_TIME) {
                    guests.add(new Guest(newcomer(sockets), noting));
                    nextNewcomerNanos = now + NEWCOMER_NANOS;
                }
                guests.removeIf(this::hasLeft);
            }
            if (finishing) {
                subscribers.forEach(this::sayGoodbye);
            }
        } catch (IOException | RuntimeException e) {
            faults.add("the honest cannot go on: " + e);
        } finally {
            finished = true;
        }
    }

    private Newcomer newcomer(Sockets sockets) throws IOException {
        Newcomer.Wish[] wishes = Newcomer.Wish.values();
        return new Newcomer(wishes[newcomersBegun++ % wishes.length], sockets, target.client(), token(), beginning);
    }

    private boolean hasLeft(Guest guest) {
        if (!guest.newcomer.isDone()) {
            return false;
        }
        String fault = guest.newcomer.fault();
        if (fault != null) {
            faults.add(fault);
        }
        guest.notedIn.newcomer(fault == null, guest.newcomer.nanos());
        return true;
    }

    /** Whether every event that was acknowledged has come to every subscriber that is still there. */
    private boolean isOver() {
        return guests.isEmpty()
                && publisher.unanswered() == 0
                && subscribers.stream()
                        .allMatch(each -> each.wire == null || each.ids.containsAll(publisher.acknowledgedIds()));
    }

    private void sayGoodbye(Subscriber subscriber) {
        List<String> missed = publisher.acknowledgedIds().stream()
                .filter(id -> !subscriber.ids.contains(id))
                .toList();
        if (!missed.isEmpty()) {
            faults.add("a subscriber did not get " + missed.size() + " of "
                    + publisher.acknowledgedIds().size() + " events, such as " + missed.get(0));
        }
        if (subscriber.wire != null) {
            subscriber.wire.cut(Wire.Cut.CLOSE);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
