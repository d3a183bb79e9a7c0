package dev.ringdown.torture.oracle;

import dev.ringdown.torture.world.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * What has been published: for every customer a plain list of acknowledged events in the order of their sequence.
 * Thread-safe.
 */
public final class Ledger {
    private static final int NOTHING_OPEN = Integer.MAX_VALUE;

    private final Violations violations;
    private final Map<String, Published> byId = new ConcurrentHashMap<>();
    private final Map<String, List<Published>> byCustomer = new ConcurrentHashMap<>();
    private final AtomicInteger begun = new AtomicInteger();

    /** For each publisher the number before which all its events are acknowledged. */
    private final AtomicIntegerArray openFrom;

    public Ledger(int publishers, Violations violations) {
        this.violations = violations;
        this.openFrom = new AtomicIntegerArray(publishers);
        for (int i = 0; i < publishers; i++) {
            openFrom.set(i, NOTHING_OPEN);
        }
    }

    /** A publisher begins to publish something: what it numbers from now on is open until {@link #closed}. */
    public void opened(int publisher) {
        openFrom.set(publisher, begun.get());
    }

    /** The number of a further event. */
    public int nextNumber() {
        return begun.getAndIncrement();
    }

    /** An event is about to be sent. */
    public void sending(Published event) {
        byId.put(event.id(), event);
    }

    /** Everything that the publisher had begun is acknowledged. */
    public void closed(int publisher) {
        openFrom.set(publisher, NOTHING_OPEN);
    }

    /** How many events have been begun so far. */
    public int begun() {
        return begun.get();
    }

    /** Whether all of the first {@code count} events are acknowledged. */
    public boolean isAcknowledged(int count) {
        for (int i = 0; i < openFrom.length(); i++) {
            if (openFrom.get(i) < count) {
                return false;
            }
        }
        return true;
    }

    /** The event of an id, or null if nobody ever sent it. */
    public @Nullable Published find(String id) {
        return byId.get(id);
    }

    /** An event is in the log, its publisher was told. */
    public void acknowledged(Published event, String sequence) {
        String other = event.placedAt(sequence);
        if (other != null) {
            violations.add(
                    "publisher",
                    "two places of one event: acknowledged at " + sequence + ", but " + other + " before: " + event);
            return;
        }
        List<Published> list = byCustomer.computeIfAbsent(event.customer(), id -> new ArrayList<>());
        synchronized (list) {
            int at = list.size();
            while (at > 0 && list.get(at - 1).sequence().compareTo(sequence) > 0) {
                at--;
            }
            if (at > 0 && list.get(at - 1).sequence().equals(sequence)) {
                violations.add("publisher", "one sequence for two events: " + list.get(at - 1) + " and " + event);
            }
            list.add(at, event);
        }
    }

    /**
     * The acknowledged events of a customer in a stretch of the log, in order.
     *
     * @param after exclusive; null: from the beginning
     * @param upTo inclusive; null: to the end
     */
    public List<Published> between(String customer, @Nullable String after, @Nullable String upTo) {
        List<Published> list = byCustomer.get(customer);
        if (list == null) {
            return List.of();
        }
        synchronized (list) {
            int from = after == null ? 0 : firstBeyond(list, after);
            int to = upTo == null ? list.size() : firstBeyond(list, upTo);
            return from >= to ? List.of() : List.copyOf(list.subList(from, to));
        }
    }

    private static int firstBeyond(List<Published> list, String sequence) {
        int low = 0;
        int high = list.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (list.get(middle).sequence().compareTo(sequence) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The newest acknowledged event of a customer, or null if there is none. */
    public @Nullable Published newest(String customer) {
        List<Published> list = byCustomer.get(customer);
        if (list == null) {
            return null;
        }
        synchronized (list) {
            return list.get(list.size() - 1);
        }
    }

    /** How many events are acknowledged. */
    public int acknowledged() {
        int sum = 0;
        for (List<Published> list : byCustomer.values()) {
            synchronized (list) {
                sum += list.size();
            }
        }
        return sum;
    }
}
