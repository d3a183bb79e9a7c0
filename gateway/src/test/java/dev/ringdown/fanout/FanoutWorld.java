package dev.ringdown.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.SessionOptions;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real gateway and its {@link PlainFanout}, to which the same happens. Confined to one try of a property. */
final class FanoutWorld {
    static final int SESSIONS = 4;

    private static final SessionOptions ROOMY = new SessionOptions(
            65_536, 100, 3, Duration.ofSeconds(25), Duration.ofSeconds(20), 50, 1000, 10, Duration.ofHours(24));

    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop, ROOMY);
    private final PlainFanout model = new PlainFanout(SESSIONS);
    private final List<FakeSocket> sockets = new ArrayList<>();
    private final List<TestClient> clients = new ArrayList<>();

    FanoutWorld() {
        for (int i = 0; i < SESSIONS; i++) {
            FakeSocket socket = new FakeSocket();
            sockets.add(socket);
            clients.add(gateway.connect(People.SUPER_ADMIN, socket));
        }
    }

    /** Something that happens in a world. */
    sealed interface Step {
        void happenIn(FanoutWorld world);
    }

    /** Also changes the types of a topic that is subscribed already. */
    record Subscribe(int session, String topic, String typePrefix) implements Step {
        @Override
        public void happenIn(FanoutWorld world) {
            world.clients.get(session).subscribeTyped(topic, typePrefix + '*');
            world.model.subscribe(session, topic, typePrefix);
        }
    }

    record Unsubscribe(int session, String topic) implements Step {
        @Override
        public void happenIn(FanoutWorld world) {
            world.clients.get(session).unsubscribe(topic);
            world.model.unsubscribe(session, topic);
        }
    }

    record Append(TestEvent event, int times) implements Step {
        @Override
        public void happenIn(FanoutWorld world) {
            for (int i = 0; i < times; i++) {
                world.gateway.append(event);
                world.model.append(event);
            }
        }
    }

    record Drain() implements Step {
        @Override
        public void happenIn(FanoutWorld world) {
            world.loop.runUntilIdle();
            world.model.drain();
        }
    }

    record Stall(int session) implements Step {
        @Override
        public void happenIn(FanoutWorld world) {
            world.sockets.get(session).stall();
            world.model.stalled(session, true);
        }
    }

    record Resume(int session) implements Step {
        @Override
        public void happenIn(FanoutWorld world) {
            world.sockets.get(session).resume();
            world.model.stalled(session, false);
        }
    }

    record Vanish(int session) implements Step {
        @Override
        public void happenIn(FanoutWorld world) {
            world.clients.get(session).vanish();
            world.model.close(session);
        }
    }

    /** Everybody got what the model says, in its order, and nothing else. */
    void assertLikeTheModel() {
        new Drain().happenIn(this);
        for (int i = 0; i < SESSIONS; i++) {
            FakeSocket socket = sockets.get(i);
            assertThat(socket.takeEvents()).extracting(LogEntry::offset).isEqualTo(model.delivered(i));
            if (socket.isClosed()) {
                assertThat(model.isClosed(i)).isTrue();
                socket.assertClosed(CloseReason.TOO_SLOW);
            }
            socket.assertExhausted();
        }
        gateway.encoder().assertAllReleasedOnce();
    }

    /** How many filters the router still has; none is left behind once everybody is gone. */
    void assertNothingIsLeftBehind() {
        clients.forEach(TestClient::vanish);
        gateway.append(TestEvent.call("created"));
        assertThat(loop.isIdle()).as("nobody is interested any more").isTrue();
    }
}
