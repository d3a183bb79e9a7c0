package dev.ringdown.launch;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.ringdown.auth.SharedSecret;
import dev.ringdown.topic.UuidText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes tokens as VoIPBin issues them since September 2026, signed by HS256, for development. Which claims there are is
 * read off its {@code bin-api-manager}: {@code pkg/servicehandler/auth.go}, {@code pkg/servicehandler/boot.go}. Immutable,
 * thread-safe.
 */
final class TokenMint {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private static final int SCOPE_VERSION = 2;

    private final String secret;

    TokenMint(String secret) {
        this.secret = secret;
    }

    /** A token of an agent; {@code permissionMask} as in {@code agent.permission}. */
    String agent(UUID customer, UUID agent, long permissionMask, String name, Instant expiresAt) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", agent.toString());
        members.put("customer_id", customer.toString());
        members.put("username", name);
        members.put("password_hash", "");
        members.put("name", name);
        members.put("detail", "");
        members.put("ring_method", "ringall");
        members.put("status", "available");
        members.put("permission", permissionMask);
        members.put("tag_ids", new ArrayList<>());
        members.put("addresses", new ArrayList<>());
        return sign("agent", members, expiresAt);
    }

    /**
     * A direct token, as a visitor of a public link has it.
     *
     * @param types of resources that it may follow
     * @param resource the one that it may follow
     */
    String direct(UUID customer, List<String> types, UUID resource, Instant expiresAt) {
        Map<String, Object> scope = new LinkedHashMap<>();
        scope.put("customer_id", customer.toString());
        scope.put("resource_type", ""); // of the public link, which a token for development does not come from
        scope.put("resource_id", UuidText.NONE.toString());
        scope.put("allowed_resource_types", List.copyOf(types));
        scope.put("allowed_resource_id", resource.toString());
        scope.put("direct_id", UuidText.NONE.toString());
        scope.put("hash_fingerprint", "");
        scope.put("boot_expire", TIME.format(expiresAt));
        scope.put("scope_version", SCOPE_VERSION);
        return sign("direct", scope, expiresAt);
    }

    private String sign(String type, Map<String, Object> members, Instant expiresAt) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .claim("type", type)
                .claim(type, members)
                .claim("expire", TIME.format(expiresAt))
                .build();
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(SharedSecret.key(secret)));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }
}
