package dev.ringdown.auth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The secret of HS256 tokens, {@code auth.jwt.secret}, as a key. Stateless. */
public final class SharedSecret {
    /** The fewest bytes that a secret may have (RFC 7518 section 3.2). */
    public static final int MIN_BYTES = 32;

    private SharedSecret() {}

    /** How many bytes the key is made of. */
    public static int bytes(String secret) {
        return secret.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * The key for signing and verifying. The JOSE library takes none that is too short. HMAC itself fills up a short key
     * with zeros to its block of 64 bytes (RFC 2104 section 2), so one that is filled up before makes the same
     * signatures. Whether a short secret is accepted at all is decided where the configuration is read.
     */
    public static SecretKey key(String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        return new SecretKeySpec(Arrays.copyOf(key, Math.max(MIN_BYTES, key.length)), "HmacSHA256");
    }
}
