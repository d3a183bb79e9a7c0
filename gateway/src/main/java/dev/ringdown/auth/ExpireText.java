package dev.ringdown.auth;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * VoIPBin's claim {@code expire}, a text in UTC. It is written {@code 2026-11-23T10:15:30.123456Z} since February 2026; the
 * same without {@code Z}, and with a blank for the {@code T}, are what its other versions write. Stateless.
 */
final class ExpireText {
    private static final Pattern SPELLING =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2})(?:\\.(\\d+))?Z?");

    private static final int NANO_DIGITS = 9;

    private ExpireText() {}

    /** The moment that the text spells, cut off at nanoseconds, or null if it spells none. */
    static @Nullable Instant parse(String text) {
        Matcher spelling = SPELLING.matcher(text);
        if (!spelling.matches()) {
            return null;
        }
        try {
            return LocalDateTime.parse(spelling.group(1) + 'T' + spelling.group(2))
                    .plusNanos(nanos(spelling.group(3)))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null; // such as a thirteenth month
        }
    }

    private static long nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }
}
