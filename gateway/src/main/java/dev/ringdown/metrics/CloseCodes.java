package dev.ringdown.metrics;

import dev.ringdown.protocol.CloseReason;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Close codes as a label: a peer may choose of thousands, of which few mean something. Stateless. */
final class CloseCodes {
    /** IANA's registry of close codes. */
    private static final int FIRST_REGISTERED = 1000;

    private static final int LAST_REGISTERED = 1015;

    /** Those of the registry, and ours. */
    private static final Set<Integer> NAMED = Stream.concat(
                    IntStream.rangeClosed(FIRST_REGISTERED, LAST_REGISTERED).boxed(),
                    Arrays.stream(CloseReason.values()).map(CloseReason::code))
            .collect(Collectors.toUnmodifiableSet());

    private CloseCodes() {}

    /** The code, or one word for all that mean nothing here. */
    static String label(int code) {
        return NAMED.contains(code) ? Integer.toString(code) : "other";
    }
}
