package dev.ringdown.torture.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The positions that a client remembers across its connections. Confined to its loop. */
final class Positions {
    private static final int MOST_REMEMBERED = 12;
    private static final int ONE_REMEMBERED_IN = 50;

    private final Map<String, String> newestByCustomer = new HashMap<>();
    private final Map<String, List<String>> olderByCustomer = new HashMap<>();
    private int seen;

    void saw(String customer, String sequence) {
        newestByCustomer.merge(customer, sequence, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        if (seen++ % ONE_REMEMBERED_IN == 0) {
            List<String> older = olderByCustomer.computeIfAbsent(customer, id -> new ArrayList<>());
            older.add(sequence);
            if (older.size() > MOST_REMEMBERED) {
                older.remove(0);
            }
        }
    }

    /** The newest position of a customer's events, or null if none is known. */
    @Nullable
    String newest(String customer) {
        return newestByCustomer.get(customer);
    }

    /** Some older positions. */
    List<String> older(String customer) {
        return olderByCustomer.getOrDefault(customer, List.of());
    }
}
