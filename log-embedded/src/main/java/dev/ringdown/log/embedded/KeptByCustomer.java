package dev.ringdown.log.embedded;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is kept of which customers for those who read their latest events at this time. Guarded by its owner. */
final class KeptByCustomer {
    private static final int FEW = 64;

    private final Map<UUID, WeakReference<KeptEntries>> byCustomer = new HashMap<>();

    /** At so many customers it is looked for those whom nobody reads any more. */
    private int sweepAt = FEW;

    /** Whether nobody reads. */
    boolean isEmpty() {
        return byCustomer.isEmpty();
    }

    /** What is kept of a customer; null if nobody reads. */
    @Nullable
    KeptEntries find(UUID customer) {
        WeakReference<KeptEntries> read = byCustomer.get(customer);
        KeptEntries kept = read == null ? null : read.get();
        if (read != null && kept == null) {
            byCustomer.remove(customer);
        }
        return kept;
    }

    /** What is kept of a customer, for one more who reads; whoever reads holds it. */
    KeptEntries of(UUID customer) {
        KeptEntries kept = find(customer);
        if (kept == null) {
            kept = new KeptEntries();
            byCustomer.put(customer, new WeakReference<>(kept));
            sweepIfMany();
        }
        return kept;
    }

    private void sweepIfMany() {
        if (byCustomer.size() >= sweepAt) {
            byCustomer.values().removeIf(read -> read.refersTo(null));
            sweepAt = Math.max(FEW, 2 * byCustomer.size());
        }
    }
}
