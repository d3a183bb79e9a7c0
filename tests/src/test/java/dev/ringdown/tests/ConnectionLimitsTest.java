package dev.ringdown.tests;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Handshake;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RawWebSocket;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One connection too many is refused, told when to come back, and let in once another one has left. */
class ConnectionLimitsTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "limits.connections=4",
            "limits.connections-per-address=3",
            "limits.connections-per-customer=2",
            "limits.connections-per-identity=1",
            "server.trusted-proxies=127.0.0.0/8");

    @BeforeEach
    void allOthersHaveLeft() {
        Awaitility.await().atMost(Patience.LIMIT).until(() -> server.publisher().metric("ringdown_connections") == 0);
    }

    /** From another address than those of other tests. */
    private static Handshake from(String address, Agent agent) {
        return server.handshake().token(agent.token()).header("X-Forwarded-For", address);
    }

    private static Subscriber connect(String address, Agent agent) {
        return server.subscriber(from(address, agent).open());
    }

    private static void assertTooMany(Handshake handshake, String limit) {
        HttpAnswer answer = handshake.refusal().assertProblem(429, limit);
        answer.assertRetryAfter();
    }

    @Test
    void anIdentityMayHaveOnlySoManyConnections() {
        Agent agent = Agent.plain();
        connect("192.0.2.1", agent);

        assertTooMany(from("192.0.2.2", agent), "limits.connections-per-identity");
    }

    @Test
    void aCustomerMayHaveOnlySoManyConnections() {
        Agent agent = Agent.plain();
        connect("192.0.2.3", agent);
        connect("192.0.2.4", agent.colleague(Agent.AGENT));

        assertTooMany(from("192.0.2.5", agent.colleague(Agent.ADMIN)), "limits.connections-per-customer");
    }

    @Test
    void anAddressMayHaveOnlySoManyConnections() {
        connect("192.0.2.6", Agent.plain());
        connect("192.0.2.6", Agent.plain());
        connect("192.0.2.6", Agent.plain());

        assertTooMany(from("192.0.2.6", Agent.plain()), "limits.connections-per-address");
    }

    @Test
    void aFullNodeIsUnavailable() {
        connect("192.0.2.7", Agent.plain());
        connect("192.0.2.8", Agent.plain());
        connect("192.0.2.9", Agent.plain());
        connect("192.0.2.10", Agent.plain());

        HttpAnswer answer = from("192.0.2.11", Agent.plain()).refusal().assertProblem(503, "limits.connections");
        answer.assertRetryAfter();
    }

    @Test
    void whoLeavesMakesRoom() {
        Agent agent = Agent.plain();
        connect("192.0.2.12", agent).close();

        Awaitility.await()
                .atMost(Patience.LIMIT)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> isLetIn(from("192.0.2.12", agent)));
    }

    private static boolean isLetIn(Handshake handshake) {
        try (RawWebSocket webSocket = handshake.open()) {
            return webSocket.handshake().status() == 101;
        }
    }
}
