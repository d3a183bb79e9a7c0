package dev.ringdown.transport;

import dev.ringdown.current.Current;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may connect, by the {@code Origin} that browsers send (RFC 6454). Programs send none and are not
 * meant. Thread-safe: the sets of them are replaced, never changed.
 */
public final class Origins {
    private static final String ANY = "*";

    /**
     * What the operator allows.
     *
     * @param named in lower case
     */
    private record Listed(boolean any, Set<String> named) {
        static Listed of(Collection<String> origins) {
            return new Listed(
                    origins.contains(ANY),
                    inLowerCase(origins.stream()
                            .filter(origin -> !origin.equals(ANY))
                            .toList()));
        }
    }

    private final Current<Listed> listed;
    private volatile Set<String> ownPages = Set.of();

    /** @param origins such as {@code https://desk.example.com}; {@code *} allows every page */
    public Origins(Collection<String> origins) {
        this(Current.always(origins));
    }

    /** @param origins as the configuration has them at each time */
    public <C extends Collection<String>> Origins(Current<C> origins) {
        this.listed = origins.map(Listed::of);
    }

    private static Set<String> inLowerCase(Collection<String> origins) {
        return origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** Allows these as well: the gateway's own pages, whose origins are known once their port is open. Called once. */
    public void allowAlso(Collection<String> origins) {
        ownPages = inLowerCase(origins);
    }

    /** Whether the operator has named this very origin; {@code *} names none. */
    boolean names(String origin) {
        return listed.get().named().contains(origin.toLowerCase(Locale.ROOT));
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
        if (origin == null || listed.get().any()) {
            return true;
        }
        String lower = origin.toLowerCase(Locale.ROOT);
        return listed.get().named().contains(lower) || ownPages.contains(lower);
    }
}
