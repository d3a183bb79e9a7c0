package dev.ringdown.session;

import static dev.ringdown.testing.MutableClock.START;
import static dev.ringdown.testing.TestEvent.call;

import dev.ringdown.identity.Identity;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server says unasked, to those who negotiated {@code ringdown.v1}, and to nobody else. */
class NoticesTest {
    private static final String LIMITS =
            "'limits':{'messageBytes':65536,'topics':5,'heartbeat':25000,'retention':86400}}";

    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void welcomeComesFirst() {
        gateway.publish(call("created"));

        gateway.connectWithNotices(People.agentUntil(START.plusSeconds(3600)), socket);

        socket.assertSaid("{'type':'welcome','session':'s1','customer':'5013bc52-da9a-11ee-844f-2fa34248de28',"
                + "'agent':'a0000000-0000-4000-8000-00000000000a','permissions':['agent'],"
                + "'expires':'2026-11-23T11:15:30Z','sequence':'00000007-0000000000000001'," + LIMITS);
    }

    @Test
    void welcomeHasNoAgentAndNoEndWhereThereIsNone() {
        gateway.connectWithNotices(People.PROGRAM, socket);

        socket.assertSaid("{'type':'welcome','session':'s1','customer':'5013bc52-da9a-11ee-844f-2fa34248de28',"
                + "'permissions':['admin'],'sequence':'00000007-0000000000000000'," + LIMITS);
    }

    @Test
    void aHeartbeatTellsThePositionThoughNothingHappens() {
        greeted(People.AGENT);
        gateway.publish(call("created"), call("hangup"));

        gateway.advance(Duration.ofSeconds(25));

        socket.assertPinged().assertSaid("{'type':'heartbeat','sequence':'00000007-0000000000000002','lag':0}");
    }

    @Test
    void theEndOfATokenIsToldAMinuteBefore() {
        TestClient client = gateway.connectWithNotices(People.agentUntil(START.plusSeconds(130)), socket);
        gateway.advance(Duration.ofSeconds(30));
        client.pong();
        gateway.advance(Duration.ofSeconds(30));
        client.pong();
        socket.forget();

        gateway.advance(Duration.ofSeconds(9));
        socket.assertExhausted();
        gateway.advance(Duration.ofSeconds(1));

        socket.assertSaid("{'type':'expiring','expires':'2026-11-23T10:17:40Z'}");
    }

    /** Or a client whose tokens last a minute would get one after the other. */
    @Test
    void theEndOfAShortTokenIsToldAtHalfItsLife() {
        greeted(People.agentUntil(START.plusSeconds(40)));

        gateway.advance(Duration.ofSeconds(19));
        socket.assertExhausted();
        gateway.advance(Duration.ofSeconds(1));

        socket.assertSaid("{'type':'expiring','expires':'2026-11-23T10:16:10Z'}");
    }

    @Test
    void theEndOfATokenOfASecondIsToldToo() {
        greeted(People.agentUntil(START.plusSeconds(2)));

        gateway.advance(Duration.ofSeconds(1));

        socket.assertSaidStart("{'type':'expiring'");
    }

    @Test
    void theEndOfATokenIsToldOnce() {
        greeted(People.agentUntil(START.plusSeconds(40)));

        gateway.advance(Duration.ofSeconds(24));

        socket.assertSaidStart("{'type':'expiring'");
    }

    @Test
    void aDrainIsAnnouncedToEachWithATimeOfItsOwn() {
        FakeSocket second = new FakeSocket();
        greeted(People.AGENT);
        gateway.connectWithNotices(People.AGENT, second);
        second.forget();

        gateway.sessions().drain(() -> 1500);
        loop.runUntilIdle();

        socket.assertSaid("{'type':'closing','code':1012,'reconnect':1500}");
        second.assertSaid("{'type':'closing','code':1012,'reconnect':1500}").assertExhausted();
    }

    @Test
    void whoDidNotAskForNoticesHearsOnlyPings() {
        gateway.connect(People.agentUntil(START.plusSeconds(40)), socket);

        gateway.advance(Duration.ofSeconds(25));
        gateway.sessions().drain(() -> 1500);
        loop.runUntilIdle();

        socket.assertPinged();
    }

    private void greeted(Identity identity) {
        gateway.connectWithNotices(identity, socket);
        socket.assertSaidStart("{'type':'welcome'");
    }
}
