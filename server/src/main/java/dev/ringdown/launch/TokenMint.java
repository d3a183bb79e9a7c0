package dev.ringdown.launch;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes tokens like VoIPBin's, signed by HS256, for development. Immutable, thread-safe. */
final class TokenMint {
    private static final DateTimeFormatter EXPIRE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private final String secret;

    /** @param secret at least 32 bytes */
    TokenMint(String secret) {
        this.secret = secret;
    }

    /** A token of an agent; {@code permissionMask} as in {@code agent.permission}. */
    String agent(UUID customer, UUID agent, long permissionMask, String name, Instant expiresAt) {
        return sign(new JWTClaimsSet.Builder()
                .claim("type", "agent")
                .claim(
                        "agent",
                        Map.of(
                                "id", agent.toString(),
                                "customer_id", customer.toString(),
                                "username", name,
                                "name", name,
                                "permission", permissionMask))
                .claim("expire", EXPIRE.format(expiresAt))
                .build());
    }

    /** A direct token that may follow single resources of these types. */
    String direct(UUID customer, List<String> resources, Instant expiresAt) {
        return sign(new JWTClaimsSet.Builder()
                .claim("type", "direct")
                .claim(
                        "direct",
                        Map.of("customer_id", customer.toString(), "allowed_resource_types", List.copyOf(resources)))
                .claim("expire", EXPIRE.format(expiresAt))
                .build());
    }

    private String sign(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalArgumentException("secret: … (expected: at least 32 bytes)", e);
        }
    }
}
