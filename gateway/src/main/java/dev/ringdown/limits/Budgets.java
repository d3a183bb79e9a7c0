package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;

/**
 * How much of each cost may be held, and how much of each rate may flow in a second. Immutable.
 *
 * @param maxima what is not in it has no limit
 */
public record Budgets(Map<Budget, Maxima> maxima) {
    /** There are no limits. */
    public static final Budgets UNLIMITED = new Budgets(Map.of());

    private static final Maxima NONE = new Maxima(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * The limits of one cost or rate, each at least 0.
     *
     * @param session of one session
     * @param holder of all sessions of one agent, access key or direct token
     * @param customer of all sessions of one customer
     * @param node of all sessions
     */
    public record Maxima(long session, long holder, long customer, long node) {
        public Maxima {
            if (session < 0 || holder < 0 || customer < 0 || node < 0) {
                throw new IllegalArgumentException("maxima: " + session + ", " + holder + ", " + customer + ", " + node
                        + " (expected: at least 0 each)");
            }
        }
    }

    public Budgets {
        maxima = Map.copyOf(maxima);
    }

    /** The same with other limits of one cost or rate. */
    public Budgets with(Budget budget, Maxima others) {
        Map<Budget, Maxima> more = new HashMap<>(maxima);
        more.put(budget, others);
        return new Budgets(more);
    }

    Maxima of(Budget budget) {
        return requireNonNull(maxima.getOrDefault(budget, NONE));
    }
}
