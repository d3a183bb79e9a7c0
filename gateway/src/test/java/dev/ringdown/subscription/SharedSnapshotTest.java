package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.Cost;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What dashboards hold that open with a snapshot and read slowly: places in the log, not events. */
class SharedSnapshotTest {
    private static final int DASHBOARDS = 1_000;

    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    private List<FakeSocket> open(int count) {
        return Stream.generate(FakeSocket::new)
                .limit(count)
                .peek(socket -> {
                    socket.stall();
                    gateway.connect(People.AGENT, socket).say("{'type':'subscribe','topics':['call'],'snapshot':true}");
                })
                .toList();
    }

    @Test
    void thoseWhoAskTogetherShareOneSnapshot() {
        gateway.publish(call("created"), call("created").id("c2"), call("updated"));

        List<FakeSocket> sockets = open(DASHBOARDS);
        loop.runUntilIdle();

        assertThat(gateway.log().snapshots()).isOne();
        assertThat(gateway.accounts().node().held(Cost.REPLAY_BYTES)).isEqualTo(DASHBOARDS * FoundEntries.bytes(2));
        sockets.forEach(FakeSocket::resume);
        loop.runUntilIdle();
        assertThat(sockets).allSatisfy(socket -> socket.assertEvents("call_created", "call_updated"));
        assertThat(gateway.accounts().node().held(Cost.REPLAY_BYTES)).isZero();
    }

    @Test
    void aSnapshotIsNotSharedWithWhoMustSeeMore() {
        gateway.publish(call("created"));
        List<FakeSocket> first = open(1);
        loop.runUntilIdle();
        gateway.publish(call("updated"));

        List<FakeSocket> second = open(1);
        loop.runUntilIdle();

        first.forEach(FakeSocket::resume);
        second.forEach(FakeSocket::resume);
        loop.runUntilIdle();
        first.get(0).assertEvents("call_created", "call_updated");
        second.get(0).assertEvents("call_updated");
    }
}
