package dev.ringdown.topic;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The text form of a UUID, read strictly: 8-4-4-4-12 hexadecimal digits of either case (RFC 9562 section 4).
 *
 * <p>{@link UUID#fromString} also takes {@code 1-1-1-1-1}; two spellings of one id must not become two ids here.
 */
public final class UuidText {
    /** The UUID of zeros: VoIPBin writes it where there is no id. */
    public static final UUID NONE = new UUID(0, 0);

    private static final int LENGTH = 36;

    private UuidText() {}

    /** The UUID that the text spells, or null if it spells none. */
    public static @Nullable UUID parse(CharSequence text) {
        if (text.length() != LENGTH) {
            return null;
        }
        long most = 0;
        long least = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return null;
            }
            if (i < 18) {
                most = most << 4 | digit;
            } else {
                least = least << 4 | digit;
            }
        }
        return new UUID(most, least);
    }

    /** The UUID that the text spells, or null if it spells none or is {@link #NONE}. */
    public static @Nullable UUID parsePresent(@Nullable CharSequence text) {
        UUID uuid = text == null ? null : parse(text);
        return NONE.equals(uuid) ? null : uuid;
    }
}
