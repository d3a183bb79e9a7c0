package dev.ringdown.subscription;

import static dev.ringdown.subscription.SentBefore.MAX_COVERAGES;
import static dev.ringdown.subscription.SentBefore.MAX_SINGLE;
import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code last} and {@code snapshot} have sent does not come again, and nothing else is taken for it. */
class SentSinglyTest {
    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    private static final String BEGINNING = "00000007-0000000000000000";
    private static final int LAST = 1_000;

    private void say(String json) {
        client.say(json);
        loop.runUntilIdle();
    }

    private void snapshot(String topics) {
        say("{'type':'subscribe','topics':[" + topics + "],'snapshot':true}");
    }

    @Test
    void aSnapshotDoesNotComeAgain() {
        gateway.publish(call("created"));
        snapshot("'call'");
        socket.assertEvents("call_created");

        snapshot("'call'");

        socket.assertExhausted();
    }

    @Test
    void historyAndSnapshotsOfAResourceHaveWhatBelongsToIt() {
        gateway.publish(
                TestEvent.of("queuecall", "created").in("queue:q1"),
                TestEvent.of("queuecall", "waiting").in("queue:q1"),
                TestEvent.of("queuecall", "created").in("queue:q2").id("q9"));

        say("{'type':'subscribe','topics':['queue:queuecall_waiting:q1'],'last':10}");
        socket.assertEvents("queuecall_waiting");
        snapshot("'queue:q1','queue'");

        socket.assertEvents("queuecall_created"); // that of the other queue: the first one's latest has been sent
    }

    @Test
    void whatComesFromTheLogComesOnceHoweverManyTopicsAskForIt() {
        gateway.publish(TestEvent.of("queuecall", "created").in("queue:q1", "call:c1"));

        say("{'type':'subscribe','topics':['queue','queuecall','call:c1:','queue:queuecall_*'],'after':'" + BEGINNING
                + "'}");

        socket.assertEvents("queuecall_created");
    }

    @Test
    void theOldestAreForgottenWhenThereAreTooMany() {
        int rounds = MAX_SINGLE / LAST + 1;
        for (int i = 0; i < rounds; i++) {
            publishMany("c" + i);
            say("{'type':'subscribe','topics':['call:c" + i + "'],'last':" + LAST + "}");
            client.unsubscribe("call:c" + i);
        }
        assertThat(socket.takeEvents()).hasSize(rounds * LAST);

        say("{'type':'subscribe','topics':['call'],'after':'" + BEGINNING + "'}");

        assertThat(socket.takeEvents()).hasSize(LAST);
    }

    @Test
    void ofTopicsThatWereTakenBackTheLatestAreRemembered() {
        IntStream.rangeClosed(0, MAX_COVERAGES).forEach(i -> {
            client.subscribe("call:c" + i);
            gateway.publish(call("updated").id("c" + i));
            client.unsubscribe("call:c" + i);
        });
        assertThat(socket.takeEvents()).hasSize(MAX_COVERAGES + 1);

        say("{'type':'subscribe','topics':['call'],'after':'" + BEGINNING + "'}");

        assertThat(socket.takeEvents()).extracting(LogEntry::subject).containsExactly("call:c0");
    }

    private void publishMany(String call) {
        for (int i = 0; i < LAST; i++) {
            gateway.publish(call("updated").id(call));
        }
    }

    @Test
    void aTopicTakenBackBeforeItsSnapshotWasSentIsNotTakenForSent() {
        gateway.publish(call("created"), of("queue", "created"));
        socket.stall();
        snapshot("'call','queue'");
        client.unsubscribe("call");
        socket.resume();
        loop.runUntilIdle();
        socket.assertEvents("queue_created");

        snapshot("'call'");

        socket.assertEvents("call_created");
    }

    @Test
    void aSnapshotTakenBackOnTheWayIsRemembered() {
        gateway.publish(call("created"));
        client.say("{'type':'subscribe','topics':['call'],'snapshot':true}");
        for (int i = 0; i < 3; i++) {
            loop.runOnce();
        }
        socket.assertEvents("call_created");
        client.unsubscribe("call");
        loop.runUntilIdle();

        snapshot("'call'");

        socket.assertExhausted();
    }
}
