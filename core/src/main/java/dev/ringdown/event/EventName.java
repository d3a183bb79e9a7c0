package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

/**
 * What tells one event from every other (CloudEvents 1.0 section 3.1). Immutable.
 *
 * @param source where it happened
 * @param id unique within {@code source}
 */
public record EventName(String source, String id) {
    public EventName {
        requireNonNull(source, "source");
        requireNonNull(id, "id");
    }
}
