package dev.ringdown.session;

import static dev.ringdown.session.Feed.MAX_PAST_SNAPSHOTS;
import static dev.ringdown.testing.TestEvent.call;

import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a snapshot has sent is not sent again, as long as it is one of the last. */
class PastSnapshotsTest {
    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    private void snapshots(int count, String topic) {
        for (int i = 0; i < count; i++) {
            client.say("{'type':'subscribe','topics':['" + topic + "'],'snapshot':true}");
            loop.runUntilIdle();
        }
    }

    @Test
    void aSnapshotIsRememberedForAWhile() {
        gateway.publish(call("created"));
        snapshots(1, "call");
        socket.assertEvents("call_created");

        snapshots(MAX_PAST_SNAPSHOTS - 1, "queue");
        snapshots(1, "call");

        socket.assertExhausted();
    }

    @Test
    void theOldestIsForgotten() {
        gateway.publish(call("created"));
        snapshots(1, "call");
        socket.assertEvents("call_created");

        snapshots(MAX_PAST_SNAPSHOTS, "queue");
        snapshots(1, "call");

        socket.assertEvents("call_created");
    }
}
