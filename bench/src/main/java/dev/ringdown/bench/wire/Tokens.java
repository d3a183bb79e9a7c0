package dev.ringdown.bench.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs agents' tokens like the platform's (JWT, HS256). Immutable. */
public final class Tokens {
    /** What an agent may, as bits of {@code agent.permission}. */
    public enum Permission {
        ADMIN(0x20),
        AGENT(0x10);

        private final int bits;

        Permission(int bits) {
            this.bits = bits;
        }
    }

    private static final String HEADER = base64("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8));

    private final SecretKeySpec key;
    private final long expiresAtSeconds;

    public Tokens(String secret, long expiresAtSeconds) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.expiresAtSeconds = expiresAtSeconds;
    }

    public String of(String customer, String agent, Permission permission) {
        String claims = "{\"exp\":" + expiresAtSeconds + ",\"type\":\"agent\",\"agent\":{\"id\":\"" + agent
                + "\",\"customer_id\":\"" + customer + "\",\"permission\":" + permission.bits + "}}";
        String signed = HEADER + '.' + base64(claims.getBytes(StandardCharsets.UTF_8));
        return signed + '.' + base64(signature(signed));
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256: not available (expected: in every JDK)", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
