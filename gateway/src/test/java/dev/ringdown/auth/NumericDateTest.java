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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code exp} and {@code nbf} say is what holds, however large the number. */
class NumericDateTest {
    private static final String MISSING_OR_WRONG =
            "the token's claim %s is missing or wrong (expected: seconds since 1970, from 0 to 253402300799)";

    private final Verifying verifying = new Verifying();

    /** In the library's arithmetic some of them are long ago, and others any time at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {"1e300", "-1", "253402300800", "9223372036854775808", "18446744073709551648", "9300000000000000"
            })
    void aTimeThatNoCalendarHasIsNone(String number) {
        verifying.assertRefused(token("exp", number), MISSING_OR_WRONG.formatted("exp"));
        verifying.assertRefused(token("exp", "4102444800,'nbf':" + number), MISSING_OR_WRONG.formatted("nbf"));
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

    @ParameterizedTest
    @ValueSource(strings = {"'4102444800'", "'soon'", "true", "[4102444800]", "{}"})
    void whatIsNoNumberIsNamed(String value) {
        verifying.assertRefused(token("exp", value), MISSING_OR_WRONG.formatted("exp"));
        verifying.assertRefused(token("exp", "4102444800,'nbf':" + value), MISSING_OR_WRONG.formatted("nbf"));
    }

    @Test
    void nullIsAsIfItWereNotThere() {
        assertThat(verifying.prove(token("nbf", "null,'jti':null,'exp':4102444800")))
                .isInstanceOf(Proof.Accepted.class);
    }

    /** What clocks of JavaScript, C and Go count. */
    @ParameterizedTest
    @CsvSource({"1795000000000, milliseconds", "1795000000000000, microseconds", "1.795e18, nanoseconds"})
    void aFinerUnitIsNamed(String number, String unit) {
        String wrong = " is missing or wrong (expected: seconds since 1970, from 0 to 253402300799; this looks like "
                + unit + ")";
        verifying.assertRefused(token("exp", number), "the token's claim exp" + wrong);
        verifying.assertRefused(token("exp", "4102444800,'nbf':" + number), "the token's claim nbf" + wrong);
    }

    /** Clocks differ by some seconds, and a token is used as soon as it is there. */
    @Test
    void aTokenMayBeAheadOfTheClockByTheLeeway() {
        long now = START.getEpochSecond();

        assertThat(verifying.prove(token("nbf", (now + 30) + ",'iat':" + (now + 30) + ",'exp':4102444800")))
                .isInstanceOf(Proof.Accepted.class);
        verifying.assertRefused(token("nbf", (now + 31) + ",'exp':4102444800"), "the token is not valid yet");
    }

    @Test
    void theLeewayDoesNotPutOffTheEnd() {
        long now = START.getEpochSecond();

        verifying.assertRefused(token("exp", String.valueOf(now)), "the token has expired");
        assertThat(verifying.prove(token("exp", String.valueOf(now + 1)))).isInstanceOf(Proof.Accepted.class);
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
