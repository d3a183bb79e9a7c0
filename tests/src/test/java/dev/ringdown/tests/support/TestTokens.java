package dev.ringdown.tests.support;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs tokens (RFC 7515, RFC 7519) by hand, so that the tests can make wrong ones too. The claims are VoIPBin's.
 * Confined to its test.
 */
public final class TestTokens {
    /** The {@code auth.jwt.secret} of the servers of the tests. */
    public static final String SECRET = "the-secret-of-the-tests-has-42-characters.";

    private static final DateTimeFormatter EXPIRE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Map<String, Object> claims = new LinkedHashMap<>();

    private TestTokens() {}

    /** An agent's token without an end yet. */
    public static TestTokens of(Agent agent) {
        return new TestTokens()
                .claim("type", "agent")
                .claim(
                        "agent",
                        Map.of(
                                "id", agent.id().toString(),
                                "customer_id", agent.customer().toString(),
                                "username", "tester",
                                "name", "Tester",
                                "permission", agent.permission()));
    }

    /** A direct token for one resource, if it is of one of these types; without an end yet. */
    public static TestTokens direct(UUID customer, UUID resource, String... types) {
        return new TestTokens()
                .claim("type", "direct")
                .claim(
                        "direct",
                        Map.of(
                                "customer_id", customer.toString(),
                                "allowed_resource_types", List.of(types),
                                "allowed_resource_id", resource.toString(),
                                "scope_version", 2));
    }

    /** A delegate's token, as VoIPBin gives to programs that act for a customer, without an end yet. */
    public static TestTokens delegate(UUID customer) {
        return new TestTokens()
                .claim("type", "delegate")
                .claim("customer_id", customer.toString())
                .claim("sub", UUID.randomUUID().toString())
                .claim("jti", UUID.randomUUID().toString())
                .claim("aud", "voipbin-api");
    }

    public TestTokens claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    public TestTokens without(String name) {
        claims.remove(name);
        return this;
    }

    /** Ends it as VoIPBin does. */
    public TestTokens expire(Instant end) {
        return claim("expire", EXPIRE.format(end));
    }

    /** Ends it as the standard has it. */
    public TestTokens exp(Instant end) {
        return claim("exp", end.getEpochSecond());
    }

    /** HS256. */
    public String signedWith(String secret) {
        return signedWith(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** HS256. */
    public String signedWith(byte[] secret) {
        String signed = signingInput(Map.of("alg", "HS256", "typ", "JWT"));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + '.' + BASE64.encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256: missing (expected: in every Java platform)", e);
        }
    }

    /** RS256 for an RSA key, ES256 for one on P-256. */
    public String signedWith(KeyPair keys, String keyId) {
        boolean rsa = keys.getPrivate().getAlgorithm().equals("RSA");
        String signed = signingInput(Map.of("alg", rsa ? "RS256" : "ES256", "kid", keyId));
        try {
            // JWS wants the two numbers of an ECDSA signature side by side (RFC 7518 section 3.4), not in DER.
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "cannot sign with " + keys.getPrivate().getAlgorithm(), e);
        }
    }

    /** {@code alg: none} (RFC 7519 section 6), which nobody may accept. */
    public String unsigned() {
        return signingInput(Map.of("alg", "none")) + '.';
    }

    private String signingInput(Map<String, String> header) {
        return base64(Json.write(header)) + '.' + base64(Json.write(claims));
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An unsigned number as JWK has it (RFC 7518 section 2), {@code bytes} long. */
    static String base64(BigInteger number, int bytes) {
        byte[] twosComplement = number.toByteArray();
        byte[] unsigned = new byte[bytes];
        int length = Math.min(bytes, twosComplement.length);
        System.arraycopy(twosComplement, twosComplement.length - length, unsigned, bytes - length, length);
        return BASE64.encodeToString(unsigned);
    }
}
