package dev.ringdown.catchup;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.Located;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds where clients' positions are in the log. Whoever lost their connections together come back with the same few, so
 * what was found is remembered. Thread-safe; {@link #atHand} never blocks.
 */
public final class Positions {
    /** Customers of whom positions are remembered. */
    private static final int MAX_CUSTOMERS = 1_000;

    /** Positions that are remembered of one, about 200 bytes each; so whoever comes from many makes only its own forgotten. */
    static final int MAX_OF_CUSTOMER = 100;

    private final EventLog log;
    private final Cache<UUID, Cache<Sequence, Located>> foundByCustomer = remembering(MAX_CUSTOMERS);

    Positions(EventLog log) {
        this.log = requireNonNull(log, "log");
    }

    private static <K, V> Cache<K, V> remembering(int most) {
        return Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    }

    /** Where a position is, if that is at hand; null if it must be looked for. */
    public @Nullable Located atHand(UUID customer, Sequence sequence) {
        Located atOnce = log.locateAtOnce(customer, sequence);
        if (atOnce != null || sequence.epoch() != log.epoch()) {
            return atOnce;
        }
        Cache<Sequence, Located> found = foundByCustomer.getIfPresent(customer);
        Located remembered = found == null ? null : found.getIfPresent(sequence);
        return remembered == null ? inTail(customer, sequence.number()) : remembered;
    }

    private Located.@Nullable At inTail(UUID customer, long number) {
        LiveTail tail = log.tail();
        long place = tail.head().place();
        for (long oldest = place - TailSlices.ENTRIES_PER_LOOK; place > oldest && place >= 0; place--) {
            LogEntry entry = tail.at(place);
            if (entry == null) {
                return null; // not held any more
            }
            if (entry.number() == number + 1 && entry.customer().equals(customer)) {
                return new Located.At(entry.offset() - 1, number);
            }
        }
        return null;
    }

    /** Where a position was found. */
    void found(UUID customer, Sequence sequence, Located located) {
        if (located instanceof Located.At) { // it never changes
            foundByCustomer.get(customer, first -> remembering(MAX_OF_CUSTOMER)).put(sequence, located);
        }
    }
}
