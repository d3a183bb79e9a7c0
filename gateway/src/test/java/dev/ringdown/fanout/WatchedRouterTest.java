package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who watches a router sees what it routes, and changes nothing. */
class WatchedRouterTest {
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final List<String> seen = new ArrayList<>();
    private final Watcher watcher = entry -> seen.add(entry.type());

    @Test
    void everyEntryIsShownThoughNobodyWantsIt() {
        gateway.publish(call("created"));
        gateway.router().watch(watcher);

        gateway.publish(call("updated"), of("queue", "created"));

        assertThat(seen).containsExactly("call_updated", "queue_created");
        assertThat(gateway.router().lag()).isZero();
    }

    @Test
    void nothingIsShownAnyMoreOnceItIsTakenBack() {
        gateway.router().watch(watcher);
        gateway.publish(call("created"));

        gateway.router().unwatch(watcher);
        gateway.publish(call("updated"));

        assertThat(seen).containsExactly("call_created");
    }

    @Test
    void oneWhoFailsIsShownNoMoreAndNobodyElseNotices() {
        FakeSocket socket = new FakeSocket();
        gateway.connect(People.AGENT, socket).subscribe("call");
        gateway.router().watch(entry -> {
            throw new IllegalStateException("a bug");
        });
        gateway.router().watch(watcher);

        try (CapturedLog log = new CapturedLog()) {
            gateway.publish(call("created"), call("updated"));

            assertThat(log.everythingOf(Watchers.class))
                    .singleElement()
                    .asString()
                    .startsWith("cannot show an entry to one who watches");
        }

        socket.assertEvents("call_created", "call_updated");
        assertThat(seen).containsExactly("call_created", "call_updated");
    }
}
