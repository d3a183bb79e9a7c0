package dev.ringdown.publish;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringdown.event.Event;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publishing.CustomerBudgets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many events and bytes of each customer may be published a second and a day, in the long run; so much of each as
 * comes in a few seconds, and as in a day, may come at once. It remembers a bounded number of customers, of whom one that
 * has been quiet for a day begins anew. Thread-safe: a customer's buckets are guarded by themselves.
 */
public final class CustomerRates implements CustomerBudgets {
    /** How many seconds' worth of what may be published a second may come at once. */
    public static final int BURST_SECONDS = 5;

    private static final int MAX_CUSTOMERS = 100_000;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double NANOS_PER_SECOND = 1e9;

    /** What may be published of one customer; 0: as much as it likes. */
    public record Maxima(long eventsPerSecond, long bytesPerSecond, long eventsPerDay, long bytesPerDay) {
        /** No limits. */
        public static final Maxima NONE = new Maxima(0, 0, 0, 0);
    }

    /** One of the limits. */
    private record Rule(Limit limit, boolean ofBytes, double perSecond, double burst) {
        double cost(long events, long bytes) {
            return ofBytes ? bytes : events;
        }
    }

    /** What events cost. */
    private static final class Cost {
        private long events;
        private long bytes;

        void add(Event event) {
            events++;
            bytes += event.json().size();
        }
    }

    private final List<Rule> rules = new ArrayList<>();
    private final Cache<UUID, Buckets> bucketsByCustomer;

    /** @param nanoTime the clock by which customers are forgotten */
    public CustomerRates(Maxima maxima, LongSupplier nanoTime) {
        addPerSecond(Limit.CUSTOMER_EVENTS, false, maxima.eventsPerSecond);
        addPerSecond(Limit.CUSTOMER_BYTES, true, maxima.bytesPerSecond);
        addPerDay(Limit.CUSTOMER_EVENTS_PER_DAY, false, maxima.eventsPerDay);
        addPerDay(Limit.CUSTOMER_BYTES_PER_DAY, true, maxima.bytesPerDay);
        this.bucketsByCustomer = Caffeine.newBuilder()
                .maximumSize(MAX_CUSTOMERS)
                .expireAfterAccess(Duration.ofDays(1)) // full again, as new ones are
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    private void addPerSecond(Limit limit, boolean ofBytes, long perSecond) {
        if (perSecond > 0) {
            rules.add(new Rule(limit, ofBytes, perSecond, (double) perSecond * BURST_SECONDS));
        }
    }

    private void addPerDay(Limit limit, boolean ofBytes, long perDay) {
        if (perDay > 0) {
            rules.add(new Rule(limit, ofBytes, perDay / SECONDS_PER_DAY, perDay));
        }
    }

    @Override
    public @Nullable Exceeded tryTake(List<Event> events) {
        if (rules.isEmpty() || events.isEmpty()) {
            return null;
        }
        Map<UUID, Cost> costs = new LinkedHashMap<>();
        events.forEach(event ->
                costs.computeIfAbsent(event.customer(), customer -> new Cost()).add(event));
        long nowNanos = events.get(0).receivedNanos();
        List<Map.Entry<UUID, Cost>> taken = new ArrayList<>(costs.size());
        for (Map.Entry<UUID, Cost> customer : costs.entrySet()) {
            Exceeded exceeded =
                    buckets(customer.getKey(), nowNanos).tryTake(customer.getKey(), customer.getValue(), nowNanos);
            if (exceeded != null) {
                taken.forEach(before -> buckets(before.getKey(), nowNanos).give(before.getValue()));
                return exceeded;
            }
            taken.add(customer);
        }
        return null;
    }

    @Override
    public @Nullable Limit charge(Event event) {
        if (rules.isEmpty()) {
            return null;
        }
        Cost cost = new Cost();
        cost.add(event);
        return buckets(event.customer(), event.receivedNanos()).charge(cost, event.receivedNanos());
    }

    private Buckets buckets(UUID customer, long nowNanos) {
        return requireNonNull(bucketsByCustomer.get(customer, first -> new Buckets(rules, nowNanos)));
    }

    /** What is left of one customer's budgets, in the order of the rules. Thread-safe: guarded by itself. */
    private static final class Buckets {
        private final List<Rule> rules;
        private final double[] left;
        private long filledAtNanos;

        Buckets(List<Rule> rules, long nowNanos) {
            this.rules = rules;
            this.left = rules.stream().mapToDouble(Rule::burst).toArray();
            this.filledAtNanos = nowNanos;
        }

        /** What alone is more than may come at once passes when all of that is there, and is owed afterwards. */
        synchronized @Nullable Exceeded tryTake(UUID customer, Cost cost, long nowNanos) {
            fill(nowNanos);
            for (int i = 0; i < left.length; i++) {
                Rule rule = rules.get(i);
                double missing = Math.min(rule.cost(cost.events, cost.bytes), rule.burst) - left[i];
                if (missing > 0) {
                    long waitSeconds = (long) Math.ceil(missing / rule.perSecond);
                    return new Exceeded(rule.limit, customer, Math.max(1, waitSeconds));
                }
            }
            add(cost, -1);
            return null;
        }

        /** Debts end at as much as may come at once. */
        synchronized @Nullable Limit charge(Cost cost, long nowNanos) {
            fill(nowNanos);
            add(cost, -1);
            for (int i = 0; i < left.length; i++) {
                left[i] = Math.max(left[i], -rules.get(i).burst);
                if (left[i] < 0) {
                    return rules.get(i).limit;
                }
            }
            return null;
        }

        synchronized void give(Cost cost) {
            add(cost, 1);
        }

        private void add(Cost cost, int sign) {
            for (int i = 0; i < left.length; i++) {
                left[i] += sign * rules.get(i).cost(cost.events, cost.bytes);
            }
        }

        private void fill(long nowNanos) {
            double seconds = Math.max(0, nowNanos - filledAtNanos) / NANOS_PER_SECOND;
            filledAtNanos = Math.max(filledAtNanos, nowNanos);
            for (int i = 0; i < left.length; i++) {
                left[i] = Math.min(rules.get(i).burst, left[i] + seconds * rules.get(i).perSecond);
            }
        }
    }
}
