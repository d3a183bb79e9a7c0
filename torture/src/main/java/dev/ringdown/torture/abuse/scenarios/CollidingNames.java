package dev.ringdown.torture.abuse.scenarios;

import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of JSON members that the JSON library keeps in one place of its table, whatever that table's seed is: the seed is
 * mixed in when both halves of a name are one number already. Stateless.
 */
final class CollidingNames {
    /** The inverse of the library's multiplier, 33, modulo 2^32. */
    private static final int INVERSE = 0x3e0f83e1;

    private static final byte FIRST = '0';
    private static final byte LAST = 'z';

    private CollidingNames() {}

    /** @param name of five to eight bytes */
    static List<String> with(String name, int count) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        int first = ByteBuffer.wrap(bytes).getInt();
        int second = -1;
        for (int i = 4; i < bytes.length; i++) {
            second = second << 8 | bytes[i];
        }
        ByteQuadsCanonicalizer table = ByteQuadsCanonicalizer.createRoot();
        List<String> names = new ArrayList<>();
        byte[] quad = {FIRST, FIRST, FIRST, FIRST};
        while (names.size() < count) {
            int other = ByteBuffer.wrap(quad).getInt();
            int rest = second + (mixed(first) - mixed(other)) * INVERSE;
            byte[] ending = ByteBuffer.allocate(4).putInt(rest).array();
            if (isText(ending) && table.calcHash(other, rest) == table.calcHash(first, second)) {
                names.add(new String(quad, StandardCharsets.US_ASCII) + new String(ending, StandardCharsets.US_ASCII));
            }
            next(quad);
        }
        return names;
    }

    private static int mixed(int quad) {
        int hash = quad;
        hash += hash >>> 15;
        hash ^= hash >>> 9;
        return hash;
    }

    private static boolean isText(byte[] bytes) {
        for (byte each : bytes) {
            if (each < ' ' || each == '"' || each == '\\' || each == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static void next(byte[] quad) {
        for (int i = quad.length - 1; i >= 0; i--) {
            quad[i] = (byte) (quad[i] == LAST ? FIRST : quad[i] + 1);
            if (quad[i] == '\\') {
                quad[i]++; // it would be an escape
            }
            if (quad[i] != FIRST) {
                return;
            }
        }
        throw new IllegalStateException("names that collide: too few (expected: the library's hash as it was)");
    }
}
