package dev.ringdown.auth;

import static dev.ringdown.testing.MutableClock.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests' clock starts at 2026-11-23 10:15:30 UTC. */
class TokenEndTest {
    private final Verifying verifying = new Verifying();

    @ParameterizedTest
    @CsvSource({
        "2026-11-23 10:15:31,                2026-11-23T10:15:31Z",
        "2026-11-23 10:15:30.1,              2026-11-23T10:15:30.1Z",
        "2026-11-23 10:15:30.123,            2026-11-23T10:15:30.123Z",
        "2026-11-23 10:15:30.123456,         2026-11-23T10:15:30.123456Z",
        "2026-11-23 10:15:30.123456789,      2026-11-23T10:15:30.123456789Z",
        "9999-01-01 00:00:00.000000,         9999-01-01T00:00:00Z",
        "2026-11-23T10:15:31Z,               2026-11-23T10:15:31Z",
        "2026-11-23T10:15:31,                2026-11-23T10:15:31Z",
        "2026-11-23T10:15:30.123456Z,        2026-11-23T10:15:30.123456Z",
        "2026-11-23T10:15:30.123456,         2026-11-23T10:15:30.123456Z",
        "2026-11-23T10:15:30.1234567899Z,    2026-11-23T10:15:30.123456789Z"
    })
    void expireIsATimeInUtc(String expire, Instant end) {
        assertThat(verifying.identify(ending(expire, null)).expiresAt()).isEqualTo(end);
    }

    @Test
    void theStandardsExpIsAnEndToo() {
        assertThat(verifying.identify(ending(null, START.plusSeconds(60))).expiresAt())
                .isEqualTo(START.plusSeconds(60));
    }

    @Test
    void ofTwoEndsTheEarlierHolds() {
        assertThat(verifying
                        .identify(ending("2026-11-23 10:20:00", START.plusSeconds(3600)))
                        .expiresAt())
                .isEqualTo(Instant.parse("2026-11-23T10:20:00Z"));
        assertThat(verifying
                        .identify(ending("9999-01-01 00:00:00", START.plusSeconds(60)))
                        .expiresAt())
                .isEqualTo(START.plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23 10:15:30",
                "2026-11-23T10:15:30Z",
                "2026-11-23T10:15:30",
                "2026-11-23 10:15:29.999999",
                "2026-11-22 23:00:00",
                "0001-01-01 00:00:00"
            })
    void aTokenIsNotValidAtItsEndOrAfterwards(String expire) {
        verifying.assertRefused(ending(expire, null), "the token has expired");
    }

    @Test
    void oneEndThatHasPassedIsEnough() {
        verifying.assertRefused(ending("9999-01-01 00:00:00", START.minusSeconds(1)), "the token has expired");
        verifying.assertRefused(ending("2026-11-23 10:15:00", START.plusSeconds(60)), "the token has expired");
    }

    @Test
    void aTokenEndsWhileTheClockGoesOn() {
        Credential.Token token = Tokens.signed(ending("2026-11-23 10:15:31", null));
        assertThat(verifying.prove(token)).isInstanceOf(Proof.Accepted.class);

        verifying.clock.advance(Duration.ofSeconds(1));

        verifying.assertRefused(token, "the token has expired");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "never",
                "2026-11-23",
                "2026-11-23T11:15",
                "2026-11-23T11:15:30.Z",
                "2026-11-23T11:15:30ZZ",
                "2026-11-23t11:15:30z",
                " 2026-11-23T11:15:30Z",
                "2026-11-23  11:15:30",
                "2026-11-23 11:15:30 +02:00",
                "2026-11-23T11:15:30+00:00",
                "2026-11-23T24:15:30Z",
                "2026-02-30T00:00:00Z",
                "2026-13-01 00:00:00",
                "\u0662026-11-23T11:15:30Z",
                "1795432530"
            })
    void anEndThatCannotBeReadIsNoEnd(String expire) {
        verifying.assertRefused(
                ending(expire, START.plusSeconds(60)),
                "the token's claim expire is missing or wrong (expected: a UTC time such as"
                        + " 2026-11-23T10:15:30.123456Z)");
    }

    @Test
    void aTokenWithoutAnEndIsRefused() {
        verifying.assertRefused(
                ending(null, null),
                "the token's claim expire or exp is missing or wrong (expected: an end, or auth.jwt.allow-unlimited)");
    }

    @Test
    void aTokenWithoutAnEndIsAcceptedWhereThatIsAllowed() {
        Verifying lenient = new Verifying(true);

        assertThat(lenient.identify(ending(null, null)).expiresAt()).isNull();
        lenient.assertRefused(ending("2026-11-23 10:15:30", null), "the token has expired");
    }

    @Test
    void aTokenMayBeginLater() {
        JWTClaimsSet.Builder claims = Tokens.agent(0x0010).notBeforeTime(Date.from(START.plusSeconds(31)));
        verifying.assertRefused(claims, "the token is not valid yet");

        verifying.clock.advance(Duration.ofSeconds(1));

        assertThat(verifying.identify(claims).expiresAt()).isEqualTo(START.plusSeconds(3600));
    }

    private static JWTClaimsSet.Builder ending(@Nullable String expire, @Nullable Instant exp) {
        return Tokens.agent(0x0010).claim("expire", expire).expirationTime(exp == null ? null : Date.from(exp));
    }
}
