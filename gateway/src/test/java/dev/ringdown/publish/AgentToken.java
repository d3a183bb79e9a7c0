package dev.ringdown.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token of an admin, made by hand: this package knows no library for tokens. */
final class AgentToken {
    private static final String CLAIMS = """
            {"type":"agent","expire":"9999-01-01 00:00:00.000000","agent":{\
            "id":"c0000000-0000-4000-8000-00000000000c","customer_id":"5013bc52-da9a-11ee-844f-2fa34248de28",\
            "permission":32}}""";

    private AgentToken() {}

    static String signedWith(String secret) {
        return signed(CLAIMS, secret);
    }

    static String ofADelegate(String secret) {
        return signed(CLAIMS.replace("\"type\":\"agent\"", "\"type\":\"delegate\""), secret);
    }

    private static String signed(String claims, String secret) {
        String signed = base64("{\"alg\":\"HS256\"}".getBytes(UTF_8)) + '.' + base64(claims.getBytes(UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return signed + '.' + base64(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
