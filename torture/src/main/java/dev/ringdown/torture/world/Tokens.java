package dev.ringdown.torture.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs tokens like the platform's (JWT, HS256). Immutable. */
public final class Tokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEADER = base64("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8));

    private final SecretKeySpec key;
    private final long expiresAtSeconds;

    public Tokens(String secret, long expiresAtSeconds) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.expiresAtSeconds = expiresAtSeconds;
    }

    public String of(Identity identity) {
        ObjectNode claims = JSON.createObjectNode().put("exp", expiresAtSeconds);
        if (identity.kind() == Identity.Kind.DIRECT) {
            ObjectNode direct =
                    claims.put("type", "direct").putObject("direct").put("customer_id", identity.customer());
            identity.directTypes().forEach(direct.putArray("allowed_resource_types")::add);
            direct.put("allowed_resource_id", identity.directResource()).put("scope_version", 2);
        } else {
            claims.put("type", "agent")
                    .putObject("agent")
                    .put("id", identity.agent())
                    .put("customer_id", identity.customer())
                    .put("permission", identity.kind().permission());
        }
        return signed(claims.toString());
    }

    /** Whatever claims somebody has made up, as JSON. */
    public String signed(String claims) {
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
