package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.RawWebSocket;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import org.junit.jupiter.api.Test;

/** A server that is told to end sends nobody away unheard: sessions get time, newcomers a reason. */
class DrainTest {
    private static final Agent ADMIN = Agent.admin();

    @Test
    void aDrainingServerRefusesNewcomersAndServesWhoIsThere() {
        try (RunningServer server = RunningServer.start("server.alone=false", "server.drain=30s")) {
            Subscriber admin = server.connectWithNotices(ADMIN);
            admin.next("welcome");
            admin.subscribe("call");

            server.terminate();

            Message closing = admin.next("closing");
            assertThat(closing.json().path("code").asInt()).isEqualTo(1012);
            assertThat(closing.json().path("reconnect").asInt(-1)).isBetween(0, 30_000);
            HttpAnswer refusal = server.handshake().token(ADMIN.token()).refusal();
            refusal.assertProblem(503, "draining").assertRetryAfter();
            server.publisher().get("/readyz").assertProblem(503, "draining");
            assertThat(server.publisher().get("/livez").status()).isEqualTo(200);
            TestEvent created = TestEvent.call("created", ADMIN);
            server.publish(created);
            admin.assertEvent(created);
        }
    }

    @Test
    void aSessionThatStaysIsClosedWhenTheTimeIsUp() {
        try (RunningServer server = RunningServer.start("server.alone=false", "server.drain=1s")) {
            Subscriber silent = server.connect(ADMIN);
            Subscriber noticed = server.connectWithNotices(ADMIN);
            noticed.next("welcome");

            server.terminate();

            noticed.next("closing");
            noticed.assertClosed(1012);
            silent.assertClosed(1012);
        }
    }

    @Test
    void aNodeThatIsAloneSendsEverybodyAwayAtOnceUntilItIsBack() {
        try (RunningServer server = RunningServer.start("server.drain=1h")) {
            Subscriber silent = server.connect(ADMIN);
            Subscriber noticed = server.connectWithNotices(ADMIN);
            noticed.next("welcome");

            server.terminate();

            Message closing = noticed.next("closing");
            assertThat(closing.json().path("code").asInt()).isEqualTo(1012);
            assertThat(closing.json().path("reconnect").asInt(-1)).isBetween(600, 61_000);
            noticed.assertClosed(1012);
            silent.assertClosed(1012);
        }
    }

    @Test
    void aNodeThatIsAloneDoesNotWaitForWhoDoesNotAnswer() {
        try (RunningServer server = RunningServer.start("server.drain=1s", "limits.close-timeout=1h")) {
            RawWebSocket dead = server.handshake().token(ADMIN.token()).open();

            server.terminate();

            server.process().awaitEnd();
            dead.skipToClose().assertIs(1012); // it was told all the same
        }
    }
}
