package dev.ringdown.transport;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may connect, by the {@code Origin} that browsers send (RFC 6454). Programs send none and are not
 * meant. Thread-safe: the set of them is replaced, never changed.
 */
public final class Origins {
    private static final String ANY = "*";

    private final boolean any;
    private final Set<String> named;
    private volatile Set<String> allowed;

    /** @param origins such as {@code https://desk.example.com}; {@code *} allows every page */
    public Origins(Collection<String> origins) {
        this.any = origins.contains(ANY);
        this.named = inLowerCase(
                origins.stream().filter(origin -> !origin.equals(ANY)).toList());
        this.allowed = named;
    }

    private static Set<String> inLowerCase(Collection<String> origins) {
        return origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Allows these as well: the gateway's own pages, whose origins are known once their port is open. One thread. */
    public void allowAlso(Collection<String> origins) {
        Set<String> all = new HashSet<>(allowed);
        all.addAll(inLowerCase(origins));
        allowed = Set.copyOf(all);
    }

    /** Whether the operator has named this very origin; {@code *} names none. */
    boolean names(String origin) {
        return named.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** The headers that let a page of this origin read an answer (Fetch, section 3.2.3); none if it may not, or is no page. */
    Map<String, String> permission(@Nullable String origin) {
        if (origin == null || !allows(origin)) {
            return Map.of();
        }
        return names(origin) // never for *: whose page it is must be known where cookies count
                ? Map.of("Access-Control-Allow-Origin", origin, "Access-Control-Allow-Credentials", "true")
                : Map.of("Access-Control-Allow-Origin", origin);
    }

    /** Whether a page of this origin may connect; null is no page. */
    public boolean allows(@Nullable String origin) {
        return any || origin == null || allowed.contains(origin.toLowerCase(Locale.ROOT));
    }
}
