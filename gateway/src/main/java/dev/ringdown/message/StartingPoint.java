package dev.ringdown.message;

import dev.ringdown.log.Sequence;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From where on a subscribe message wants events. Immutable. */
public sealed interface StartingPoint {
    /** Some more than are allowed, so that none overflows. */
    Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    /** From now on. */
    record Now() implements StartingPoint {}

    /** Everything retained after a position, then from now on. */
    record After(Sequence sequence) implements StartingPoint {}

    /** The newest entries that match, at most {@code count}, then from now on. */
    record Last(int count) implements StartingPoint {
        /** The most that may be asked for. */
        static final int MAX = 1000;

        public Last {
            if (count < 1 || count > MAX) {
                throw new IllegalArgumentException("last: " + count + " (expected: 1 to " + MAX + ")");
            }
        }

        /** The number, or null if it is no whole one from 1 to {@link #MAX}. */
        static @Nullable Last of(double number) {
            return number >= 1 && number <= MAX && number == Math.rint(number) ? new Last((int) number) : null;
        }

        /** What a client wrote, or null if it is no number from 1 to {@link #MAX}. */
        static @Nullable Last parse(String digits) {
            if (!DIGITS.matcher(digits).matches()) {
                return null;
            }
            int count = Integer.parseInt(digits);
            return count < 1 || count > MAX ? null : new Last(count);
        }
    }

    /** The latest event of every live resource that matches, then from now on. */
    record Snapshot() implements StartingPoint {}
}
