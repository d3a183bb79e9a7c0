package dev.ringdown.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
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
import java.util.Locale;
import java.util.UUID;

/** A real gateway and its {@link PlainFanout}, to which the same happens. Confined to one try of a property. */
final class FanoutWorld {
    static final int SESSIONS = 4;

    private static final SessionOptions ROOMY = new SessionOptions(
            65_536,
            100,
            3,
            20,
            200,
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            50,
            1000,
            10,
            Duration.ofHours(24));

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

    /** Asks for everything after an offset that the log has, {@code back} before its head. */
    record Replay(int session, String topic, String typePrefix, int back) implements Step {
        @Override
        public void happenIn(FanoutWorld world) {
            long afterOffset = Math.max(-1, world.model.headOffset() - back);
            String scopeId = topic.split(":", -1)[1];
            String spelling = topic.replace(scopeId, scopeId.toUpperCase(Locale.ROOT));
            long afterNumber = world.model.countUpTo(UUID.fromString(scopeId), afterOffset);
            Sequence after = new Sequence(TestEvent.EPOCH, afterNumber);
            world.clients
                    .get(session)
                    .say("{'type':'subscribe','topics':['" + spelling + "'],'types':['" + typePrefix + "*'],'after':'"
                            + after + "'}");
            world.model.replay(session, topic, typePrefix, afterOffset);
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

    /** Once nobody is stalled any more, everybody has got what the model says, in its order, and nothing twice. */
    void assertLikeTheModel() {
        for (int i = 0; i < SESSIONS; i++) {
            new Resume(i).happenIn(this);
        }
        new Drain().happenIn(this);
        for (int i = 0; i < SESSIONS; i++) {
            assertLikeTheModel(i);
        }
        gateway.encoder().assertAllReleasedOnce();
    }

    private void assertLikeTheModel(int index) {
        List<LogEntry> got = sockets.get(index).takeEvents();
        assertThat(got).extracting(LogEntry::offset).doesNotHaveDuplicates();
        for (UUID customer : List.of(People.CUSTOMER, People.OTHER_CUSTOMER)) {
            List<Long> offsets = got.stream()
                    .filter(entry -> entry.customer().equals(customer))
                    .map(LogEntry::offset)
                    .toList();
            List<Long> expected = model.delivered(index, customer);
            assertThat(offsets).containsExactlyInAnyOrderElementsOf(expected);
            if (!model.hasReplayed(index)) {
                assertThat(offsets).isEqualTo(expected);
            }
        }
        sockets.get(index).assertExhausted();
    }

    /** How many filters the router still has; none is left behind once everybody is gone. */
    void assertNothingIsLeftBehind() {
        clients.forEach(TestClient::vanish);
        gateway.publish(TestEvent.call("created")); // the loop notices that nobody listens
        gateway.append(TestEvent.call("created"));
        assertThat(loop.isIdle()).as("nobody is interested any more").isTrue();
    }
}
