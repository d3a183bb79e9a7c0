package dev.ringdown.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.ringdown.testing.CollidingNames;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens are read by a parser of their own library; what somebody writes into his changes nothing for others. */
class NamesOfOthersTokensTest {
    private final Verifying verifying = new Verifying();

    /** Strangers need no signature for their header and claims to be read. */
    @Test
    void tokensOfOthersGoOnBeingUnderstood() {
        show(CollidingNames.flood());
        show(CollidingNames.with("customer", 2_600));
        show(CollidingNames.with("expire", 2_600));

        assertThat(verifying.prove(Tokens.signed(Tokens.agent(0x0010)))).isInstanceOf(Proof.Accepted.class);
    }

    @Test
    void aSignedTokenWithManyClaimsSpoilsNothing() {
        JWTClaimsSet.Builder claims = Tokens.agent(0x0010);
        CollidingNames.with("expire", 2_600).forEach(name -> claims.claim(name, 0));

        assertThat(verifying.prove(Tokens.signed(claims))).isInstanceOf(Proof.Accepted.class);
        assertThat(verifying.prove(Tokens.signed(Tokens.direct("call")))).isInstanceOf(Proof.Accepted.class);
    }

    @Test
    void aTokenThatIsNestedDeeplyIsRefusedLikeAnyOther() {
        String nested = "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";

        verifying.assertRefused(token(nested, "{}"), "the token is not a JWT");
        verifying.assertRefused(
                token("{\"alg\":\"HS256\"}", nested), "the token's signature or algorithm is not accepted");
    }

    private void show(List<String> names) {
        String object = new String(CollidingNames.object(names), StandardCharsets.US_ASCII);
        verifying.prove(token(object, object));
        verifying.prove(token(new JWSHeader(JWSAlgorithm.HS256).toString(), object));
    }

    private static Credential.Token token(String header, String claims) {
        return new Credential.Token(Base64URL.encode(header) + "." + Base64URL.encode(claims) + ".c2lnbmF0dXJl");
    }
}
