package dev.ringdown.message;

import dev.ringdown.event.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The position that a client has in its query which cannot set the header {@code Last-Event-ID}. Its name is written {@code
 * lastEventId} by Yaffle's EventSource and taken so by better-sse, {@code evs_last_event_id} by amvtek's and taken so by
 * sse-channel, {@code Last-Event-ID} or {@code lastEventID} by clients of Mercure, and in other ways by others. Immutable.
 *
 * @param name as it was written; null if there is none
 * @param text its value
 * @param fault why it cannot be told what is meant; null if it can
 */
public record QueriedPosition(
        @Nullable String name,
        @Nullable String text,
        @Nullable String fault) {
    private static final QueriedPosition NONE = new QueriedPosition(null, null, null);
    private static final Set<String> NAMES = Set.of("lasteventid", "evslasteventid");

    /** @param query decoded; the values of each name in their order */
    public static QueriedPosition of(Map<String, List<String>> query) {
        Set<String> names = new TreeSet<>();
        Set<String> texts = new TreeSet<>();
        query.forEach((name, values) -> {
            if (NAMES.contains(name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT))) {
                values.stream().filter(value -> !value.isBlank()).forEach(value -> {
                    names.add(name);
                    texts.add(value);
                });
            }
        });
        if (texts.isEmpty()) {
            return NONE;
        }
        String name = names.iterator().next();
        return texts.size() == 1
                ? new QueriedPosition(name, texts.iterator().next(), null)
                : new QueriedPosition(
                        name, null, Quoted.of(String.join(", ", names)) + ": several positions (expected: one)");
    }
}
