package dev.ringdown.log;

import dev.ringdown.event.EventName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Turns an event's name into 128 bits: the first half of the SHA-256 of source and id. Two names that anybody can find
 * have different ones. Confined to one thread at a time, since the bits stay in this object until the next name.
 */
final class NameDigest {
    private final MessageDigest sha256;
    private long high;
    private long low;

    NameDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    void digest(EventName name) {
        byte[] source = name.source().getBytes(StandardCharsets.UTF_8);
        sha256.update((byte) (source.length >>> 8)); // or "a" + "bc" would be "ab" + "c"
        sha256.update((byte) source.length);
        sha256.update(source);
        ByteBuffer bits = ByteBuffer.wrap(sha256.digest(name.id().getBytes(StandardCharsets.UTF_8)));
        high = bits.getLong();
        low = bits.getLong();
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }
}
