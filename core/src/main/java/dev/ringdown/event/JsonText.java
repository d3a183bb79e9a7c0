package dev.ringdown.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** Text as it stands between the quotes of a JSON string (RFC 8259, section 7), in UTF-8. Stateless, any thread. */
final class JsonText {
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SPACES = ' ' * EACH;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;

    private JsonText() {}

    /** @param text whole, see {@link AttributeText#faultOf} */
    static byte[] of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return standsAsItIs(bytes) ? bytes : JsonStringEncoder.getInstance().quoteAsUTF8(text);
    }

    /** Whether nothing in it is written with a backslash, as is mostly so; eight bytes are looked at together. */
    private static boolean standsAsItIs(byte[] text) {
        int i = 0;
        for (; i <= text.length - Long.BYTES; i += Long.BYTES) {
            long eight = Utf8.eightBytes(text, i);
            if ((less(eight, SPACES) | less(eight ^ QUOTES, EACH) | less(eight ^ BACKSLASHES, EACH)) != 0) {
                return false;
            }
        }
        for (; i < text.length; i++) {
            byte b = text[i];
            if (b >= 0 && b < ' ' || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /** Not 0 if one of the bytes is less than the bound, at most 0x80, that stands in each byte of the other number. */
    private static long less(long eight, long bounds) {
        return eight - bounds & ~eight & HIGH_BITS;
    }
}
