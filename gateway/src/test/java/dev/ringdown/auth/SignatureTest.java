package dev.ringdown.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.PlainJWT;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens with a shared secret: HS256, and nothing else, whatever a token says of itself. */
class SignatureTest {
    private static final String NOT_ACCEPTED = "the token's signature or algorithm is not accepted";

    private final Verifying verifying = new Verifying();

    @Test
    void theRightSecretIsAccepted() {
        assertThat(verifying.prove(Tokens.signed(Tokens.agent(0x0010)))).isInstanceOf(Proof.Accepted.class);
    }

    /** What a token is for is told by its claims; RFC 9068 section 2.1 has {@code at+jwt}. */
    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt", "secevent+jwt", "whatever"})
    void whateverItCallsItself(String type) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType(type))
                .build();

        assertThat(verifying.prove(Tokens.signed(Tokens.agent(0x0010), header, new MACSigner(Tokens.SECRET))))
                .isInstanceOf(Proof.Accepted.class);
    }

    /** The signature is good, and what is wrong is told. */
    @ParameterizedTest
    @ValueSource(strings = {"7", "7.5", "true", "[]", "{}"})
    void aClaimOfTheWrongKindIsNamed(String value) throws Exception {
        verifying.assertRefused(
                signed("{\"type\":\"agent\",\"exp\":4102444800,\"jti\":" + value + "}"),
                "the token's claim jti is missing or wrong (expected: a string)");
        verifying.assertRefused(
                signed("{\"exp\":4102444800,\"agent\":" + value.replace("{}", "[{}]") + "}"),
                "the token's claim agent is missing or wrong (expected: an object)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "\"text\"", "no JSON"})
    void aPayloadThatIsNoObjectIsNamed(String payload) throws Exception {
        verifying.assertRefused(signed(payload), "the token's payload is not a JSON object");
    }

    private static Credential.Token signed(String payload) throws JOSEException {
        JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(payload));
        token.sign(new MACSigner(Tokens.SECRET));
        return new Credential.Token(token.serialize());
    }

    @Test
    void anotherSecretIsNot() {
        byte[] guess = "another-secret-of-some-length-0123456789".getBytes(UTF_8);

        verifying.assertRefused(Tokens.signed(Tokens.agent(0x0010), guess), NOT_ACCEPTED);
    }

    @Test
    void aChangedClaimSpoilsTheSignature() {
        String[] parts = Tokens.signed(Tokens.agent(0x0010)).jwt().split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        String forged = claims.replace("\"permission\":16", "\"permission\":1");
        assertThat(forged).isNotEqualTo(claims);

        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(UTF_8));
        verifying.assertRefused(new Credential.Token(parts[0] + '.' + payload + '.' + parts[2]), NOT_ACCEPTED);
    }

    @Test
    void aTokenWithoutASignatureIsNotAccepted() {
        String unsigned = new PlainJWT(Tokens.agent(0x0020).build()).serialize();

        verifying.assertRefused(new Credential.Token(unsigned), NOT_ACCEPTED);
    }

    @Test
    void aTokenThatLostItsSignatureIsNotAccepted() {
        String jwt = Tokens.signed(Tokens.agent(0x0010)).jwt();

        verifying.assertRefused(
                new Credential.Token(jwt.substring(0, jwt.lastIndexOf('.') + 1)), "the token is not a JWT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS384", "HS512"})
    void anotherAlgorithmWithTheRightSecretIsNotAccepted(String algorithm) throws JOSEException {
        String longSecret = Tokens.SECRET + Tokens.SECRET;
        Credential.Token token = Tokens.signed(
                Tokens.agent(0x0010), new JWSHeader(JWSAlgorithm.parse(algorithm)), new MACSigner(longSecret));

        verifying.assertRefused(token, NOT_ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "a.b", "a.b.c", "a.b.c.d", "....", "Bearer x.y.z", "é.é.é", "eyJhbGciOiJIUzI1NiJ9..x"})
    void whatIsNoTokenIsRefused(String text) {
        assertThat(verifying.prove(new Credential.Token(text))).isInstanceOfSatisfying(Proof.Refused.class, refused -> {
            assertThat(refused.known()).isFalse();
            assertThat(refused.detail()).isIn("the token is not a JWT", NOT_ACCEPTED);
        });
    }
}
