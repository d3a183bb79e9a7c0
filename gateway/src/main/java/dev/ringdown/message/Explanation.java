package dev.ringdown.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a topic means to an identity. Immutable.
 *
 * @param topic as it was written
 * @param filters what it stands for; empty if it is not allowed
 * @param rule why it is allowed, or why not
 * @param matched events of the last hour that it matches; 0 if it is not allowed
 * @param complete whether all of that hour was looked at
 * @param hint what may be wrong although it is allowed, or null
 */
public record Explanation(
        String topic,
        List<String> filters,
        boolean allowed,
        String rule,
        int matched,
        boolean complete,
        @Nullable String hint) {
    public Explanation {
        filters = List.copyOf(filters);
    }
}
