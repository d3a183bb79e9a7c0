package dev.ringdown.torture.oracle;

import dev.ringdown.torture.world.Published;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the matching events a subscribe message brings: some it must, some it may. Immutable.
 *
 * @param requiredAfter all after this one must come; null: that is not known
 * @param requiredFrom all with at least this number must come
 * @param allowedAfter all after this one may come; null: all may
 * @param preface older ones that must come
 * @param optional older ones that may come
 */
record Claim(
        @Nullable String requiredAfter,
        int requiredFrom,
        @Nullable String allowedAfter,
        Set<Published> preface,
        Set<Published> optional) {
    boolean requires(Published event) {
        return requiredAfter != null && event.sequence().compareTo(requiredAfter) > 0
                || event.number() >= requiredFrom
                || preface.contains(event);
    }

    boolean allows(Published event) {
        return allowedAfter == null
                || event.sequence().compareTo(allowedAfter) > 0
                || preface.contains(event)
                || optional.contains(event);
    }
}
