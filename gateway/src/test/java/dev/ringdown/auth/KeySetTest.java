package dev.ringdown.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key sets as issuers publish them. */
class KeySetTest {
    /** The EC and RSA keys of RFC 7517, appendix A.1. */
    private static final String EC = """
            {"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
             "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"}""";

    private static final String RSA = """
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRX\
            jBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgd\
            AZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awa\
            pJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}""";

    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("2011-04-29").build();

    /** RFC 7517 section 5: what is not understood, lacks a member or has a value that is not supported is ignored. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kty':'EC','crv':'P-1024','x':'AA','y':'AA'}", // a curve that nobody knows
                "{'kty':'EC','crv':'secp256k1','x':'AA','y':'AA'}", // a point that is not on its curve
                "{'kty':'EC','crv':'P-256','x':'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4'}", // y is missing
                "{'kty':'RSA','e':'AQAB','kid':'r'}", // n is missing
                "{'kty':'RSA','n':'!!','e':'AQAB'}", // no base64url
                "{'kty':'RSA','n':'0vx7','e':'AQAB','use':'enc','key_ops':['verify']}", // they contradict each other
                "{'kty':'RSA','n':'0vx7','e':'AQAB','x5c':'no array'}",
                "{'kty':'OKP','crv':'Ed25519','x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}",
                "{'kty':'AKP','alg':'ML-DSA-44','pub':'AA'}", // a kind of after this was written
                "{'kty':'oct','k':'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ'}", // nobody publishes a secret
                "{'kty':7}",
                "{'kid':'no kty'}",
                "{}",
                "null",
                "'a text'",
                "[]"
            })
    void aKeyThatCannotBeUsedDoesNotSpoilTheOthers(String key) throws ParseException {
        KeySet before = KeySet.parse("{\"keys\":[" + key.replace('\'', '"') + "," + RSA + "]}");
        KeySet behind = KeySet.parse("{\"keys\":[" + RSA + "," + key.replace('\'', '"') + "]}");

        assertThat(before.keysFor(HEADER)).hasSize(1);
        assertThat(before.unusable()).singleElement().asString().startsWith("[0]: ");
        assertThat(behind.keysFor(HEADER)).hasSize(1);
        assertThat(behind.unusable()).singleElement().asString().startsWith("[1]: ");
    }

    @Test
    void aKeyForEncryptionSignsNothing() throws ParseException {
        KeySet keys = KeySet.parse("{\"keys\":[" + EC + "]}");

        assertThat(keys.keysFor(new JWSHeader(JWSAlgorithm.ES256))).isEmpty();
        assertThat(keys.unusable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sorry",
                "<html></html>",
                "null",
                "[]",
                "{}",
                "{\"keys\":7}",
                "{\"keys\":[]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AyM1\"}]}",
                "{\"error\":\"try again\"}"
            })
    void whatHasNoKeyIsNoKeySet(String text) {
        assertThatThrownBy(() -> KeySet.parse(text)).isInstanceOf(ParseException.class);
    }
}
