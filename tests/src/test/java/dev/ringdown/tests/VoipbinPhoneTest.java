package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.ScriptedClient;
import dev.ringdown.tests.support.TestEvent;
import dev.ringdown.tests.support.VoipbinEvents;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A client that does what VoIPBin's own {@code voipbin/mcp} does ({@code phone/events.py}, 2026-10-07): its access key in a
 * cookie, five topics by type of event, bare resources, and a new connection when one ends.
 */
@Tag("python")
class VoipbinPhoneTest {
    private static final Agent CUSTOMER = Agent.admin();
    private static final String KEY = "access-key-of-the-phone";

    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "server.event-shape=resource",
            "auth.access-keys.phone.key=" + KEY,
            "auth.access-keys.phone.customer=" + CUSTOMER.customer());

    @Test
    void itHearsEachCallOnceThroughItsLifeAndWhatIsSpokenAndComesBack() {
        TestEvent first = VoipbinEvents.call("created", "dialing", CUSTOMER).ownedBy(CUSTOMER);
        TestEvent second = VoipbinEvents.call("created", "ringing", CUSTOMER);
        String transcribe = UUID.randomUUID().toString();
        TestEvent interim = VoipbinEvents.interim(CUSTOMER, transcribe, "hel");
        TestEvent transcript = VoipbinEvents.transcript(CUSTOMER, transcribe, "in", "hello");
        try (ScriptedClient phone = ScriptedClient.python(
                "phone_events.py",
                server.publicAddress() + "/v1.0",
                KEY,
                CUSTOMER.customer().toString())) {
            phone.assertPrints("connected");
            String session = server.operator().awaitSession(CUSTOMER.customer(), 5);

            server.publish(first);
            server.publish(VoipbinEvents.then(first, "ringing", "ringing"));
            server.publish(VoipbinEvents.then(first, "updated", "ringing"));
            server.publish(VoipbinEvents.then(first, "progressing", "progressing"));
            server.publish(VoipbinEvents.transcribe("created", CUSTOMER, first.id()));
            server.publish(new TestEvent("transcribe_speech_started", interim.data()));
            server.publish(interim);
            server.publish(transcript);
            server.publish(new TestEvent(
                    "groupcall_hangup",
                    VoipbinEvents.then(first, "hangup", "hangup").data()));
            server.publish(VoipbinEvents.then(first, "hangup", "hangup"));
            phone.assertPrints(
                    "call " + first.id() + " dialing",
                    "call " + first.id() + " progressing",
                    "interim " + interim.id() + " hel",
                    "transcript " + transcript.id() + " hello",
                    "call " + first.id() + " hangup");

            assertThat(server.operator()
                            .ask("DELETE", "/v1.0/sessions/" + session)
                            .status())
                    .isEqualTo(204);
            phone.assertPrints("connected");
            server.operator().awaitSession(CUSTOMER.customer(), 5);
            server.publish(second);
            server.publish(VoipbinEvents.then(second, "hangup", "hangup"));
            phone.assertPrints("call " + second.id() + " ringing", "call " + second.id() + " hangup");
            phone.leaveAndExpect("left");
        }
    }
}
