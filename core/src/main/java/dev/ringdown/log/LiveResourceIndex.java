package dev.ringdown.log;

import dev.ringdown.event.TerminalTypes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which resources of each customer are alive, so that a store knows what to keep for a snapshot. Only the log's
 * appender changes it; {@link #isComplete} and {@link #count} may be asked by anybody.
 */
public final class LiveResourceIndex {
    /** Customers that are known to be incomplete; beyond so many, none is taken for complete. */
    static final int MAX_INCOMPLETE = 10_000;

    /** What becomes of the kept event of a resource. */
    public enum Outcome {
        /** The entry is the one to keep. */
        KEEP,
        /** The resource is gone, and nothing of it is to be kept. */
        DROP,
        /** The entry is a moment and changes nothing. */
        LEAVE
    }

    /**
     * How much of one customer is kept; beyond it what was quiet for longest is forgotten.
     *
     * @param resources how many, at least 1
     * @param bytes of the weight of their latest events; the newest is kept however large it is
     */
    public record Bounds(int resources, long bytes) {}

    /**
     * A resource that is alive, by its latest event. Immutable.
     *
     * @param offset of the event
     * @param weight of the event, see {@link LogEntry#weight()}
     */
    public record Live(String subject, long offset, int weight) {
        static Live of(LogEntry entry, String subject) {
            return new Live(subject, entry.offset(), entry.weight());
        }
    }

    /** Those of one customer, the quietest first, which is the order of their offsets. */
    private static final class OfCustomer {
        final LinkedHashMap<String, Live> bySubject = new LinkedHashMap<>();
        long bytes;

        void remove(String subject) {
            Live before = bySubject.remove(subject);
            if (before != null) {
                bytes -= before.weight;
            }
        }

        void add(Live live) {
            bySubject.put(live.subject, live);
            bytes += live.weight;
        }

        boolean isBeyond(Bounds bounds) {
            return bySubject.size() > bounds.resources || bytes > bounds.bytes && bySubject.size() > 1;
        }
    }

    private final TerminalTypes terminalTypes;
    private final Bounds bounds;
    private final Map<UUID, OfCustomer> liveByCustomer = new HashMap<>();
    private final Set<UUID> incomplete = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    public LiveResourceIndex(TerminalTypes terminalTypes, Bounds bounds) {
        this.terminalTypes = terminalTypes;
        this.bounds = bounds;
    }

    /** Notes a resource that was alive when the store was last closed; the quietest come first. */
    public void restore(UUID customer, Live live) {
        OfCustomer others = ofCustomer(customer);
        int before = others.bySubject.size();
        others.add(live);
        count.addAndGet(others.bySubject.size() - before);
    }

    /**
     * Notes an entry.
     *
     * @param subject of the entry
     */
    public Outcome note(LogEntry entry, String subject) {
        if (entry.isMoment() || entry.topics().isLate()) { // of a late one the first copy is the state, for more people
            return Outcome.LEAVE;
        }
        OfCustomer live = ofCustomer(entry.customer());
        int before = live.bySubject.size();
        live.remove(subject);
        if (terminalTypes.contains(entry.type())) {
            if (live.bySubject.isEmpty()) {
                liveByCustomer.remove(entry.customer());
            }
            count.addAndGet(live.bySubject.size() - before);
            return Outcome.DROP;
        }
        live.add(Live.of(entry, subject));
        count.addAndGet(live.bySubject.size() - before);
        return Outcome.KEEP;
    }

    /** Forgets and returns the quietest resource of a customer that has too many, or null if it has not. */
    public @Nullable Live forgetOneTooMany(UUID customer) {
        OfCustomer live = liveByCustomer.get(customer);
        if (live == null || !live.isBeyond(bounds)) {
            return null;
        }
        Iterator<Live> quietestFirst = live.bySubject.values().iterator();
        Live quietest = quietestFirst.next();
        quietestFirst.remove();
        live.bytes -= quietest.weight;
        count.decrementAndGet();
        forgetsOne(customer);
        return quietest;
    }

    /** A live resource by its subject; null if it is not alive. */
    public @Nullable Live find(UUID customer, String subject) {
        OfCustomer live = liveByCustomer.get(customer);
        return live == null ? null : live.bySubject.get(subject);
    }

    /** The live resources of a customer, in the order of their offsets; a copy. */
    public List<Live> of(UUID customer) {
        OfCustomer live = liveByCustomer.get(customer);
        return live == null ? List.of() : List.copyOf(live.bySubject.values());
    }

    /** How many are alive, of everybody together. */
    public int count() {
        return count.get();
    }

    /** Customers that have live resources. */
    public Collection<UUID> customers() {
        return List.copyOf(liveByCustomer.keySet());
    }

    /** A live resource of the customer was lost, here or before the store was last closed. */
    public void forgetsOne(UUID customer) {
        if (incomplete.size() <= MAX_INCOMPLETE) { // one more says that there were too many
            incomplete.add(customer);
        }
    }

    /** Whether it is sure that no live resource of the customer has been forgotten. */
    public boolean isComplete(UUID customer) {
        return incomplete.size() <= MAX_INCOMPLETE && !incomplete.contains(customer);
    }

    /** Customers of whom some have been forgotten, one more than are known at the most; a copy. */
    public Collection<UUID> incomplete() {
        return List.copyOf(incomplete);
    }

    private OfCustomer ofCustomer(UUID customer) {
        return liveByCustomer.computeIfAbsent(customer, id -> new OfCustomer());
    }
}
