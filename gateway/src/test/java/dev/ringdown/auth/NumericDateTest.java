package dev.ringdown.auth;

import static dev.ringdown.testing.MutableClock.START;
import static dev.ringdown.testing.People.AGENT_ID;
import static dev.ringdown.testing.People.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code exp} and {@code nbf} say is what holds, however large the number. */
class NumericDateTest {
    private final Verifying verifying = new Verifying();

    /** In the library's arithmetic some of them are long ago, and others any time at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {"1e300", "-1", "253402300800", "9223372036854775808", "18446744073709551648", "9300000000000000"
            })
    void aTimeThatNoCalendarHasIsNone(String number) {
        verifying.assertRefused(
                token("exp", number),
                "the token's claim exp is missing or wrong (expected: seconds since 1970, from 0 to 253402300799)");
        verifying.assertRefused(
                token("exp", "4102444800,'nbf':" + number),
                "the token's claim nbf is missing or wrong (expected: seconds since 1970, from 0 to 253402300799)");
    }

    @Test
    void aFractionIsCutOff() {
        long soon = START.getEpochSecond() + 60;

        assertThat(verifying.prove(token("exp", soon + ".9")))
                .isInstanceOfSatisfying(
                        Proof.Accepted.class,
                        accepted -> assertThat(accepted.identity().expiresAt()).isEqualTo(START.plusSeconds(60)));
    }

    @Test
    void theLastSecondOfTheCalendarIsATime() {
        assertThat(verifying.prove(token("exp", "253402300799"))).isInstanceOf(Proof.Accepted.class);
    }

    @Test
    void aTextIsNoNumber() {
        assertThat(verifying.prove(token("exp", "'4102444800'"))).isInstanceOf(Proof.Refused.class);
    }

    /** An agent's, of JSON with single quotes. */
    private static Credential.Token token(String claim, String number) {
        String json = "{'type':'agent','" + claim + "':" + number + ",'agent':{'id':'" + AGENT_ID + "','customer_id':'"
                + CUSTOMER + "','permission':16}}";
        JWSObject token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(json.replace('\'', '"')));
        try {
            token.sign(new MACSigner(Tokens.SECRET));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new Credential.Token(token.serialize());
    }
}
