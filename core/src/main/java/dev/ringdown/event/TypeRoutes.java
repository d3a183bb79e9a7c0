package dev.ringdown.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a routing table says of each type, worked out once for types that come again. It holds the latest of those that meet
 * in a place, so it never grows. Thread-safe without a lock: threads that miss each other's work do it again.
 */
final class TypeRoutes {
    private static final int PLACES = 1024; // a power of two

    private final List<RoutingRule> rules;
    private final @Nullable TypeRoute[] latest = new TypeRoute[PLACES];

    TypeRoutes(List<RoutingRule> rules) {
        this.rules = rules;
    }

    TypeRoute of(String type) {
        int hash = type.hashCode();
        int place = (hash ^ hash >>> 16) & (PLACES - 1);
        TypeRoute known = latest[place];
        if (known == null || !known.type().equals(type)) {
            known = TypeRoute.of(type, rules);
            latest[place] = known;
        }
        return known;
    }
}
