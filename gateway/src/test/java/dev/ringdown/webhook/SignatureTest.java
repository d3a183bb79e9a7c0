package dev.ringdown.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    /**
     * Secret and bodies of VoIPBin's own test, {@code Test_computeSignature} of {@code bin-webhook-manager} (monorepo, as of
     * 2026-10); the values as OpenSSL makes them: {@code printf %s "$body" | openssl dgst -sha256 -hmac test-secret}.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"call_updated\",\"data\":{\"id\":\"test\"}} | sha256=c77c37600c8eeecef1e9aa0f06fc8c63866408ca03bc506c9f148f848ce3cbd3",
                "`` | sha256=a41bc6d81d6413576ae0994995e0ad89a416ec97389515c3604f47722122eeeb"
            })
    void whatVoipbinSignsIsGood(String body, String header) {
        assertThat(isGood(header, body, "test-secret")).isTrue();
        assertThat(isGood(header, body + " ", "test-secret")).isFalse();
        assertThat(isGood(header, body, "test-secret2")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Signed.class)
    void theBodiesOfTheTestsAreSigned(Signed signed) {
        assertThat(isGood(signed.signature(), signed.body(), Signed.SECRET)).isTrue();
    }

    @Test
    void eachBitCounts() {
        String good = Signed.CALL.signature();

        assertThat(isGood(good.replaceFirst("sha256=a", "sha256=b"), Signed.CALL.body(), Signed.SECRET))
                .isFalse();
        assertThat(isGood(good.substring(0, good.length() - 1) + "6", Signed.CALL.body(), Signed.SECRET))
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "af741e01a13086afde52c969cd1012daceeeeb958a57c216ed20b78ec476f207",
                "sha1=af741e01a13086afde52c969cd1012daceeeeb958a57c216ed20b78ec476f207",
                "sha256=af741e01a13086afde52c969cd1012daceeeeb958a57c216ed20b78ec476f20",
                "sha256=af741e01a13086afde52c969cd1012daceeeeb958a57c216ed20b78ec476f2070",
                "sha256=zf741e01a13086afde52c969cd1012daceeeeb958a57c216ed20b78ec476f207"
            })
    void whatIsOfAnotherFormIsNoSignature(@Nullable String header) {
        assertThat(Signature.parse(header)).isNull();
    }

    private static boolean isGood(String header, String body, String secret) {
        Signature signature = Signature.parse(header);
        return signature != null && signature.isOf(body.getBytes(UTF_8), secret);
    }
}
