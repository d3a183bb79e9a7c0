package dev.ringdown.publishing;

import dev.ringdown.event.Event;
import dev.ringdown.protocol.Limit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How much may be appended of each customer's events, whoever publishes them. Thread-safe; must not block. */
public interface CustomerBudgets {
    /** As much as they like. */
    CustomerBudgets UNLIMITED = new CustomerBudgets() {
        @Override
        public @Nullable Exceeded tryTake(List<Event> events) {
            return null;
        }

        @Override
        public @Nullable Limit charge(Event event) {
            return null;
        }
    };

    /**
     * A budget that is used up.
     *
     * @param waitSeconds after which it is enough again, if nothing else comes; at least 1
     */
    record Exceeded(Limit limit, UUID customer, long waitSeconds) {}

    /** Takes what events cost, each of its customer's budget, all or none; null if it was taken. */
    @Nullable
    Exceeded tryTake(List<Event> events);

    /** Takes what an event costs, be it that it is not there; returns the limit that is exceeded now, or null. */
    @Nullable
    Limit charge(Event event);
}
