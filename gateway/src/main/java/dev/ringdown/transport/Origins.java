package dev.ringdown.transport;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may connect, by the {@code Origin} that browsers send (RFC 6454). Programs send none and are not
 * meant. Immutable, thread-safe.
 */
public final class Origins {
    private final boolean any;
    private final Set<String> allowed;

    /** @param origins such as {@code https://desk.example.com}; {@code *} allows every page */
    public Origins(List<String> origins) {
        this.any = origins.contains("*");
        this.allowed =
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** Whether a page of this origin may connect; null is no page. */
    boolean allows(@Nullable String origin) {
        return any || origin == null || allowed.contains(origin.toLowerCase(Locale.ROOT));
    }
}
