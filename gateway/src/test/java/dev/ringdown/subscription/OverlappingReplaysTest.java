package dev.ringdown.subscription;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replays of the same events, under way together: each event comes once, by whichever comes to it first. */
class OverlappingReplaysTest {
    private static final int EVENTS = 300;
    private static final String BEGINNING = "00000007-0000000000000000";
    private static final String SAME = "customer_id:" + CUSTOMER + ":call";

    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final TestClient client = gateway.connect(People.ADMIN, socket);

    @BeforeEach
    void manyCallsAreInTheLog() {
        IntStream.range(0, EVENTS).forEach(i -> gateway.append(call("updated").id("c" + i)));
    }

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    @Test
    void twoThatBeginAtTheSamePosition() {
        client.say("{'type':'subscribe','topics':['call'],'after':'" + BEGINNING + "'}");
        client.say("{'type':'subscribe','topics':['" + SAME + "'],'after':'" + BEGINNING + "'}");

        loop.runUntilIdle();

        assertEachOnce(0);
    }

    @Test
    void aLaterOneThatBeginsFurtherBack() {
        client.say("{'type':'subscribe','topics':['call'],'after':'00000007-0000000000000064'}");
        client.say("{'type':'subscribe','topics':['" + SAME + "'],'after':'" + BEGINNING + "'}");

        loop.runUntilIdle();

        assertEachOnce(0);
    }

    @Test
    void twoOfTheLastOnes() {
        client.say("{'type':'subscribe','topics':['call'],'last':200}");
        client.say("{'type':'subscribe','topics':['" + SAME + "'],'last':250}");

        loop.runUntilIdle();

        assertEachOnce(EVENTS - 250);
    }

    @Test
    void theLastOnesAndAPosition() {
        client.say("{'type':'subscribe','topics':['call'],'last':200}");
        client.say("{'type':'subscribe','topics':['" + SAME + "'],'after':'" + BEGINNING + "'}");

        loop.runUntilIdle();

        assertEachOnce(0);
    }

    @Test
    void oneThatIsTakenBackOnItsWay() {
        client.say("{'type':'subscribe','topics':['call'],'after':'" + BEGINNING + "'}");
        loop.runOnce();
        client.say("{'type':'unsubscribe','topics':['call']}");
        client.say("{'type':'subscribe','topics':['" + SAME + "'],'after':'" + BEGINNING + "'}");

        loop.runUntilIdle();

        assertEachOnce(0);
    }

    private void assertEachOnce(long from) {
        assertThat(socket.takeEvents())
                .extracting(LogEntry::offset)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(from, EVENTS).boxed().toList());
    }
}
