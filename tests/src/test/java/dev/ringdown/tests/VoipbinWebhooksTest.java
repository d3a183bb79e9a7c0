package dev.ringdown.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RawConnection;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.ScriptedClient;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import dev.ringdown.tests.support.VoipbinEvents;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks, signed by Python's hmac and posted as VoIPBin posts them: {@code tests/src/test/python/voipbin_webhook.py}. */
class VoipbinWebhooksTest {
    private static final UUID CUSTOMER = UUID.randomUUID();
    private static final String SECRET = "webhook-secret-of-the-tests";
    private static final String PATH = "/v1.0/webhooks/voipbin/tests";
    private static final int EVENT_LIMIT = 4096;

    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "source.webhooks.tests.customer=" + CUSTOMER,
            "source.webhooks.tests.secret=" + SECRET,
            "limits.event-bytes=" + EVENT_LIMIT,
            "limits.handshake-timeout=2s");

    private final Agent admin = new Agent(CUSTOMER, UUID.randomUUID(), Agent.ADMIN);

    @Test
    @Tag("python")
    void threeTriesAreOneEventForEverybodyWhoSubscribed() {
        Subscriber subscriber = server.connect(admin);
        subscriber.subscribe("call");
        TestEvent call = VoipbinEvents.call("created", "ringing", admin);

        try (ScriptedClient voipbin = post(PATH, SECRET, call, "3")) {
            voipbin.assertPrints("202", "200", "200");
            voipbin.leaveAndExpect();
        }

        subscriber.assertEvent(call);
        subscriber.settle();
        assertThat(server.publisher().metric("ringdown_webhooks_total{outcome=\"duplicate\",webhook=\"tests\"}"))
                .isEqualTo(2);
    }

    @Test
    @Tag("python")
    void whatIsNotSignedWithTheSecretOfTheCustomerIsRefused() {
        TestEvent call = VoipbinEvents.call("created", "ringing", admin);
        TestEvent foreign = VoipbinEvents.call("created", "ringing", Agent.admin());

        assertRefused(post(PATH, "another-secret-of-the-tests", call, "1"), "403");
        assertRefused(post(PATH + "2", SECRET, call, "1"), "403");
        assertRefused(post(PATH, SECRET, foreign, "1"), "403");
        assertRefused(post(PATH, SECRET, call.with("filler", "x".repeat(EVENT_LIMIT)), "1"), "413");
    }

    /** Else VoIPBin would reach a limit of its own first, and never learn that the body was too large. */
    @Test
    void aBodyThatIsFarTooLargeIsRefusedWhileItComes() {
        try (RawConnection connection = new RawConnection(server.publicAddress())) {
            connection.write(head("Content-Length: 1000000000"));
            connection.write("x".repeat(EVENT_LIMIT).getBytes(UTF_8));

            connection.readAnswer().assertProblem(413, "limits.event-bytes");
        }
    }

    @Test
    void aBodyThatDoesNotComeIsCutOff() {
        try (RawConnection slow = new RawConnection(server.publicAddress())) {
            slow.write(head("Content-Length: 100"));
            slow.write("{".getBytes(UTF_8));

            assertThat(slow.isEnded()).isTrue();
        }
    }

    @Test
    void onlyPostIsTaken() {
        new Publisher(server.publicAddress(), "").get(PATH).assertProblem(405, "expected: POST");
    }

    private static ScriptedClient post(String path, String secret, TestEvent event, String times) {
        return ScriptedClient.python(
                "voipbin_webhook.py", server.publicAddress() + path, secret, event.envelope(), times);
    }

    private static void assertRefused(ScriptedClient voipbin, String status) {
        try (voipbin) {
            voipbin.assertPrints(status);
            voipbin.leaveAndExpect();
        }
    }

    private static byte[] head(String moreHeaders) {
        return ("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nX-VoIPBIN-Signature: sha256=" + "0".repeat(64) + "\r\n"
                        + moreHeaders + "\r\n\r\n")
                .getBytes(UTF_8);
    }
}
