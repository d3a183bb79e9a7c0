package dev.ringdown.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Whether what publishers send is text that may be passed on (RFC 3629). */
final class Utf8 {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Utf8() {}

    /** Receivers get the bytes as they are, and a text frame must be UTF-8 (RFC 6455 section 8.1). */
    static void check(byte[] body) throws InvalidEventException {
        if (isAscii(body)) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw InvalidEventException.malformed("body", String.valueOf(e.getMessage()), "UTF-8");
        }
    }

    private static boolean isAscii(byte[] body) {
        int i = 0;
        for (; i <= body.length - Long.BYTES; i += Long.BYTES) {
            if ((eightBytes(body, i) & 0x8080808080808080L) != 0) {
                return false;
            }
        }
        for (; i < body.length; i++) {
            if (body[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Eight bytes as one number, the first of them lowest. */
    static long eightBytes(byte[] bytes, int at) {
        return (long) EIGHT_BYTES.get(bytes, at);
    }
}
