package dev.ringdown.webhook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.limits.ClientAddress;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three may come from an address in a minute. */
class BadSignaturesTest {
    private static final ClientAddress STRANGER = address(203, 0, 113, 7);
    private static final ClientAddress VOIPBIN = address(198, 51, 100, 9);

    private final CapturedLog log = new CapturedLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long nanos = Long.MAX_VALUE - Duration.ofHours(1).toNanos(); // it passes its end in these tests
    private final BadSignatures signatures = new BadSignatures(3, new GatewayMetrics(meters), () -> nanos);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void afterSoManyInAMinuteTheNextIsRefused() {
        bad(STRANGER);
        bad(STRANGER);
        assertThat(signatures.refusal(STRANGER)).isNull();
        bad(STRANGER);

        Problem refusal = requireNonNull(signatures.refusal(STRANGER));

        Answer answer = refusal.toAnswer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "20");
        assertThat(refusal.limit()).isEqualTo(Limit.BAD_SIGNATURES_PER_MINUTE);
        assertThat(signatures.refusal(VOIPBIN)).isNull();
        assertThat(meters.get("ringdown.limits.reached")
                        .tag("limit", "limits.bad-signatures-per-minute")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void aThirdOfAMinuteLaterThereIsOneMore() {
        exhaust(STRANGER);
        assertThat(signatures.refusal(STRANGER)).isNotNull();

        nanos += Duration.ofSeconds(20).toNanos();

        assertThat(signatures.refusal(STRANGER)).isNull();
        bad(STRANGER);
        assertThat(signatures.refusal(STRANGER)).isNotNull();
    }

    @Test
    void whoHasSignedWellWithinADayIsSpared() {
        signatures.good(VOIPBIN);
        exhaust(VOIPBIN);
        assertThat(signatures.refusal(VOIPBIN)).isNull();

        nanos += Duration.ofDays(1).toNanos();
        exhaust(VOIPBIN);

        assertThat(signatures.refusal(VOIPBIN)).isNotNull();
    }

    @Test
    void theLogSaysWhoIsRefused() {
        exhaust(STRANGER);
        signatures.refusal(STRANGER);

        assertThat(log.everythingOf(BadSignatures.class))
                .singleElement()
                .asString()
                .contains("address=203.0.113.7 limit=limits.bad-signatures-per-minute");
    }

    private void bad(ClientAddress client) {
        signatures.bad(client);
    }

    private void exhaust(ClientAddress client) {
        bad(client);
        bad(client);
        bad(client);
    }

    private static ClientAddress address(int... bytes) {
        try {
            return ClientAddress.of(InetAddress.getByAddress(
                    new byte[] {(byte) bytes[0], (byte) bytes[1], (byte) bytes[2], (byte) bytes[3]}));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
