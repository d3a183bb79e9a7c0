package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.offsetOf;
import static dev.ringdown.client.FakeSocket.seq;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens in which order: {@code -Dringdown.seed=N} runs one order alone. */
class RandomOrderTest {
    private static final int STEPS = 400;

    private final FakeGateway gateway = new FakeGateway();
    private final ModelLog log = new ModelLog();
    private final List<Follower> followers = new ArrayList<>();
    private final Map<FakeSocket, ModelSession> sessions = new LinkedHashMap<>();

    static LongStream seeds() {
        Long one = Long.getLong("ringdown.seed");
        return one == null ? LongStream.rangeClosed(1, 100) : LongStream.of(one);
    }

    /** What somebody was handed, and from where on it must have been handed everything. */
    private final class Follower implements Flow.Subscriber<Item> {
        final Topic topic;
        final List<String> types;
        final Received received = new Received();

        /** Everything after this offset is due; far away until it has begun. */
        long after = Long.MAX_VALUE;

        private Runnable end = () -> {};
        private Flow.@Nullable Subscription flow;

        Follower(String topic, List<String> types) {
            this.topic = Topic.parse(topic);
            this.types = types;
        }

        void subscribe(Connection connection, SubscribeOptions options) {
            String position = options.after();
            if (position != null) {
                after = offsetOf(position);
            }
            Subscription subscription = connection.subscribe(topic.text(), options, received);
            end = subscription::unsubscribe;
            var unused = subscription.ready().thenRun(() -> after = Math.min(after, log.head()));
        }

        /** With a small buffer and little demand, from a position on. */
        void flow(Connection connection, String position) {
            after = offsetOf(position);
            connection
                    .events(
                            List.of(topic.text()),
                            SubscribeOptions.after(position).types(array()),
                            2)
                    .subscribe(this);
        }

        private String[] array() {
            return types.toArray(String[]::new);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            flow = given;
            end = given::cancel;
        }

        void request(long count) {
            if (flow != null) {
                flow.request(count);
            }
        }

        @Override
        public void onNext(Item item) {
            received.accept((Event) item);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError("a flow has failed", failure);
        }

        @Override
        public void onComplete() {
            throw new AssertionError("a flow has completed");
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsMissedOrDoubled(long seed) {
        Random random = new Random(seed);
        Connection connection = gateway.connect();
        publish(random);

        for (int i = 0; i < STEPS; i++) {
            greet();
            step(random, connection);
            gateway.loop.advance(100);
        }
        followers.forEach(follower -> follower.request(Long.MAX_VALUE));
        comeToRest(connection);

        for (Follower follower : followers) {
            List<Long> got = follower.received.offsets;
            String what = follower.topic.text() + " " + follower.types;
            assertThat(follower.after).as("%s has begun", what).isNotEqualTo(Long.MAX_VALUE);
            assertThat(got).as("%s doubled", what).hasSize(new HashSet<>(got).size());
            assertThat(got)
                    .as("%s missed", what)
                    .containsAll(log.matching(follower.after, follower.topic, follower.types));
            assertThat(log.matching(-1, follower.topic, follower.types))
                    .as("%s not asked for", what)
                    .containsAll(got);
        }
    }

    private void publish(Random random) {
        log.publish(pick(random, "call", "chat"), random.nextInt(4), pick(random, "created", "updated"));
    }

    private void greet() {
        sessions.keySet().removeIf(FakeSocket::isClosed);
        gateway.sockets.stream()
                .filter(socket -> !socket.isClosed() && !socket.isGreeted())
                .forEach(socket -> sessions.put(socket, new ModelSession(log, socket)));
    }

    private void step(Random random, Connection connection) {
        List<ModelSession> there = List.copyOf(sessions.values());
        int which = random.nextInt(12);
        if (which < 2) {
            publish(random);
        } else if (which == 2) {
            maybe(random, 0.15, () -> begin(random, connection));
        } else if (which == 3) {
            maybe(random, 0.05, this::endTheFirst);
        } else if (which == 4) {
            followers.forEach(follower -> follower.request(1));
        } else if (!there.isEmpty()) {
            ModelSession session = pick(random, there.toArray(ModelSession[]::new));
            switch (which) {
                case 5 -> maybe(random, 0.3, session::beat);
                case 6 -> maybe(random, 0.15, () -> cut(session));
                case 7, 8 -> session.route();
                case 9 -> session.walk(random.nextInt(8));
                default -> session.read();
            }
        }
    }

    private void cut(ModelSession session) {
        List.copyOf(sessions.keySet()).stream()
                .filter(socket -> session.equals(sessions.get(socket)))
                .forEach(socket -> {
                    sessions.remove(socket);
                    socket.cut();
                });
    }

    private void endTheFirst() {
        if (!followers.isEmpty()) {
            followers.remove(0).end.run();
        }
    }

    private void begin(Random random, Connection connection) {
        if (followers.size() >= 6) {
            return;
        }
        List<String> types = random.nextInt(3) == 0 ? List.of("call_created", "chat_*") : List.of();
        Follower follower = new Follower(pick(random, "call", "chat", "call:1", "*"), types);
        followers.add(follower);
        String position = seq(random.nextInt(log.head() + 1));
        if (random.nextInt(5) == 0) {
            follower.flow(connection, position);
        } else {
            SubscribeOptions beginning = pick(
                    random,
                    SubscribeOptions.live(),
                    SubscribeOptions.live(),
                    SubscribeOptions.last(3),
                    SubscribeOptions.snapshot(),
                    SubscribeOptions.after(position));
            follower.subscribe(connection, beginning.types(follower.array()));
        }
    }

    private void comeToRest(Connection connection) {
        boolean isQuiet = false;
        for (int rounds = 0; !isQuiet; rounds++) {
            assertThat(rounds).as("rounds until nothing happens any more").isLessThan(10_000);
            gateway.loop.advance(sessions.isEmpty() ? 30_000 : 0);
            greet();
            isQuiet = !sessions.isEmpty() && connection.state().isConnected();
            for (ModelSession session : List.copyOf(sessions.values())) {
                isQuiet &= !(session.read() | session.route() | session.walk(0));
            }
            Duration retryIn = connection.state().retryIn();
            gateway.loop.advance(retryIn == null ? 1000 : retryIn.toMillis());
            greet();
            List.copyOf(sessions.values()).forEach(ModelSession::beat);
            isQuiet &= sessions.keySet().stream().allMatch(socket -> socket.sent.isEmpty());
        }
    }

    private static void maybe(Random random, double chance, Runnable task) {
        if (random.nextDouble() < chance) {
            task.run();
        }
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... from) {
        return from[random.nextInt(from.length)];
    }
}
