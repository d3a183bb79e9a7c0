package dev.ringdown.tests.support;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Key pairs of an issuer of tokens, and what it publishes of them. Stateless. */
public final class SigningKeys {
    private static final int P256_BYTES = 32;

    private SigningKeys() {}

    public static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("RSA: missing (expected: in every Java platform)", e);
        }
    }

    public static KeyPair p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256: missing (expected: in this Java platform)", e);
        }
    }

    /** A key set (RFC 7517) of both public keys, under the ids {@code rsa-1} and {@code ec-1}. */
    public static String jwks(KeyPair rsa, KeyPair p256) {
        RSAPublicKey rsaKey = (RSAPublicKey) rsa.getPublic();
        ECPublicKey ecKey = (ECPublicKey) p256.getPublic();
        return """
                {"keys":[
                  {"kty":"RSA","use":"sig","alg":"RS256","kid":"rsa-1","n":"%s","e":"%s"},
                  {"kty":"EC","use":"sig","alg":"ES256","kid":"ec-1","crv":"P-256","x":"%s","y":"%s"}
                ]}
                """.formatted(
                TestTokens.base64(rsaKey.getModulus(), rsaKey.getModulus().bitLength() / 8),
                TestTokens.base64(rsaKey.getPublicExponent(), 3),
                TestTokens.base64(ecKey.getW().getAffineX(), P256_BYTES),
                TestTokens.base64(ecKey.getW().getAffineY(), P256_BYTES));
    }

    /** The public key as a PEM file has it: the text that an attacker would sign with. */
    public static String pem(KeyPair keys) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPublic().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
    }
}
