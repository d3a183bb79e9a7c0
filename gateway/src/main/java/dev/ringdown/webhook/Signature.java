package dev.ringdown.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What VoIPBin signs a webhook with: the header {@code X-VoIPBIN-Signature: sha256=<hex>} has the HMAC-SHA256 (RFC 2104)
 * of the body. Immutable.
 */
final class Signature {
    /** The header, in lower case. */
    static final String HEADER = "x-voipbin-signature";

    private static final String SCHEME = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final byte[] mac;

    private Signature(byte[] mac) {
        this.mac = mac;
    }

    /** What the header has, or null if it is not of the form that VoIPBin gives it. */
    static @Nullable Signature parse(@Nullable String header) {
        if (header == null || !header.startsWith(SCHEME) || header.length() != SCHEME.length() + 2 * BYTES) {
            return null;
        }
        try {
            return new Signature(HexFormat.of().parseHex(header, SCHEME.length(), header.length()));
        } catch (IllegalArgumentException e) {
            return null; // not hex
        }
    }

    /** Whether it is this secret's for this body; how long that takes tells nothing of how much was right. */
    boolean isOf(byte[] body, String secret) {
        return MessageDigest.isEqual(mac, macOf(body, secret));
    }

    private static byte[] macOf(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is missing, which every Java has", e);
        }
    }
}
