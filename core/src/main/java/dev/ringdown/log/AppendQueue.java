package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

import dev.ringdown.protocol.Limit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends that wait for the appender. Customers take turns: whoever has many waiting waits for itself, and the next append of
 * another is taken after one of each customer that has some. Appends that have a customer in common are taken in the order in
 * which they came. The last of the room is for customers who have less than their share of it. Thread-safe: one lock.
 *
 * @param <T> what waits
 */
public final class AppendQueue<T> {
    private static final int PERCENT = 100;

    /**
     * What may wait, and what is taken at once.
     *
     * @param appends how many may wait
     * @param bytes how many bytes of events may wait or be written
     * @param sharePercent how much of both one customer may have when the rest is taken
     * @param appendsAtOnce how many are taken together
     * @param bytesAtOnce how many bytes, unless it is one append: whoever comes meanwhile waits for all of it
     * @param bytesOfOneAtOnce how many bytes of one customer, likewise: others do not wait long for what only one has
     */
    record Bounds(
            int appends, long bytes, int sharePercent, int appendsAtOnce, long bytesAtOnce, long bytesOfOneAtOnce) {
        private int appendsOfOne() {
            return (int) Math.max(1, (long) appends * sharePercent / PERCENT);
        }

        private long bytesOfOne() {
            return bytes * sharePercent / PERCENT;
        }
    }

    /** Why an append may not wait. */
    public enum Refusal {
        ENDED("the log is closed", null),
        APPENDS("too many appends are waiting already", Limit.APPEND_REQUESTS),
        BYTES("too many bytes are waiting already", Limit.APPEND_BYTES),
        SHARE("too much of one of its customers is waiting already", Limit.APPEND_SHARE);

        private final String text;
        private final @Nullable Limit limit;

        Refusal(String text, @Nullable Limit limit) {
            this.text = text;
            this.limit = limit;
        }

        /** For whoever published it. */
        public String text() {
            return text;
        }

        /** The limit that is reached; null if that is not why. */
        @Nullable
        public Limit limit() {
            return limit;
        }
    }

    /** What waits of one customer, in its order. Guarded by the lock. */
    private final class Lane {
        final ArrayDeque<Place> places = new ArrayDeque<>(2);
        long bytes;
    }

    /** Where an append waits: in the lane of each of its customers. Guarded by the lock. */
    private final class Place {
        final T item;
        final AppendLoad load;

        /** In how many lanes it is not the first; its turn comes when it is first in all. */
        int held;

        Place(T item, AppendLoad load) {
            this.item = item;
            this.load = load;
        }
    }

    private final Bounds bounds;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition comes = lock.newCondition();

    // Guarded by the lock.
    private final Map<UUID, Lane> lanes = new HashMap<>();

    /** Those whose turn comes, in its order: of each customer one at most. */
    private final ArrayDeque<Place> turns = new ArrayDeque<>();

    private int waiting;
    private long bytes;
    private boolean ended;

    AppendQueue(Bounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Lets an append wait.
     *
     * @return null, or why it may not
     */
    @Nullable
    public Refusal offer(AppendLoad load, T item) {
        Place place = new Place(item, load);
        lock.lock();
        try {
            Refusal refusal = refusal(place);
            if (refusal == null) {
                add(place);
            }
            return refusal;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Refusal refusal(Place place) {
        if (ended) {
            return Refusal.ENDED;
        }
        // An append that alone is larger than there is room may pass when nothing else waits, or it never could.
        if (bytes > 0 && bytes + place.load.bytes() > bounds.bytes) {
            return Refusal.BYTES;
        }
        if (waiting >= bounds.appends) {
            return Refusal.APPENDS;
        }
        boolean fewBytesLeft = bytes + place.load.bytes() > bounds.bytes - bounds.bytesOfOne();
        boolean fewPlacesLeft = waiting >= bounds.appends - bounds.appendsOfOne();
        for (Map.Entry<UUID, Long> each : place.load.bytesByCustomer().entrySet()) {
            Lane lane = fewBytesLeft || fewPlacesLeft ? lanes.get(each.getKey()) : null;
            if (lane != null
                    && (fewBytesLeft && lane.bytes + each.getValue() > bounds.bytesOfOne()
                            || fewPlacesLeft && lane.places.size() >= bounds.appendsOfOne())) {
                return Refusal.SHARE;
            }
        }
        return null;
    }

    private void add(Place place) {
        for (Map.Entry<UUID, Long> each : place.load.bytesByCustomer().entrySet()) {
            Lane lane = lanes.computeIfAbsent(each.getKey(), customer -> new Lane());
            if (!lane.places.isEmpty()) {
                place.held++;
            }
            lane.places.addLast(place);
            lane.bytes += each.getValue();
        }
        waiting++;
        bytes += place.load.bytes();
        if (place.held == 0) {
            turns.addLast(place);
            comes.signal();
        }
    }

    /**
     * Takes what may be written together, in turns, and waits for the first of it. Its bytes count until they are {@link
     * #release released}.
     *
     * @return empty if none comes within the time
     */
    List<T> take(long waitMillis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long leftNanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
            while (turns.isEmpty() && leftNanos > 0) {
                leftNanos = comes.awaitNanos(leftNanos);
            }
            return takeReady();
        } finally {
            lock.unlock();
        }
    }

    /** The same without waiting. */
    public List<T> poll() {
        lock.lock();
        try {
            return takeReady();
        } finally {
            lock.unlock();
        }
    }

    private List<T> takeReady() {
        List<T> taken = new ArrayList<>();
        Map<UUID, Long> takenByCustomer = new HashMap<>();
        long takenBytes = 0;
        for (Place next = turns.peek();
                next != null
                        && taken.size() < bounds.appendsAtOnce
                        && (taken.isEmpty()
                                || takenBytes + next.load.bytes() <= bounds.bytesAtOnce
                                        && isLittle(next.load, takenByCustomer));
                next = turns.peek()) {
            taken.add(next.item);
            takenBytes += next.load.bytes();
            next.load.bytesByCustomer().forEach((customer, more) -> takenByCustomer.merge(customer, more, Long::sum));
            removeFirst();
        }
        return taken;
    }

    private boolean isLittle(AppendLoad load, Map<UUID, Long> takenByCustomer) {
        return load.bytesByCustomer().entrySet().stream()
                .allMatch(each ->
                        takenByCustomer.getOrDefault(each.getKey(), 0L) + each.getValue() <= bounds.bytesOfOneAtOnce);
    }

    private void removeFirst() {
        Place place = turns.removeFirst();
        waiting--;
        place.load.bytesByCustomer().forEach((customer, itsBytes) -> {
            Lane lane = requireNonNull(lanes.get(customer));
            lane.places.removeFirst();
            lane.bytes -= itsBytes;
            Place next = lane.places.peekFirst();
            if (next == null) {
                lanes.remove(customer);
            } else if (--next.held == 0) {
                turns.addLast(next);
            }
        });
    }

    /** So many bytes that were taken need no room any more. */
    public void release(long taken) {
        lock.lock();
        try {
            bytes -= taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many appends wait. */
    public int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes of events wait, or are not {@link #release released}. */
    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** From now on refuses all; returns those that still wait. */
    public List<T> end() {
        lock.lock();
        try {
            ended = true;
            List<T> left = new ArrayList<>();
            while (!turns.isEmpty()) {
                left.add(turns.peek().item);
                removeFirst();
            }
            return left;
        } finally {
            lock.unlock();
        }
    }
}
