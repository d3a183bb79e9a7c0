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
    private static final String[] TOPICS = {
        "call",
        "call:1",
        "call:recording_*",
        "call:call_updated",
        "call:call_updated:1",
        "recording",
        "recording:2",
        "queue",
        "queuecall:",
        "chat",
        "*"
    };

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
        final String topic;
        final List<String> types;
        final Received received = new Received();

        /** Everything after this offset is due; far away until it has begun. */
        long after = Long.MAX_VALUE;

        private boolean hasLast;

        /** How many events of a snapshot it began with. */
        private int snapshot;

        private Runnable end = () -> {};
        private Flow.@Nullable Subscription flow;

        Follower(String topic, List<String> types) {
            this.topic = topic;
            this.types = types;
        }

        void subscribe(Connection connection, SubscribeOptions options) {
            String position = options.after();
            if (position != null) {
                after = offsetOf(position);
            }
            Subscription subscription = connection.subscribe(topic, options, received);
            end = subscription::unsubscribe;
            hasLast = options.last() > 0;
            var unused = subscription.ready().thenAccept(begun -> {
                snapshot = options.isSnapshot() ? (int) begun.singles() : 0;
                after = Math.min(after, log.head());
            });
        }

        /** With a small buffer and little demand, from a position on. */
        void flow(Connection connection, String position) {
            after = offsetOf(position);
            connection
                    .events(List.of(topic), SubscribeOptions.after(position).types(array()), 2)
                    .subscribe(this);
        }

        /** What it must have been handed; of history everything since the first that it got. */
        List<Long> due() {
            long first = after + 1;
            for (long offset : hasLast ? received.offsets : List.<Long>of()) {
                first = Math.min(first, offset);
            }
            return log.matching(first - 1, topic, types);
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
        connection.onUnmatched(event -> {
            throw new AssertionError("unmatched: " + event);
        });
        for (int i = 0; i < 20; i++) {
            publish(random);
        }
        for (int i = 0; i < 3; i++) {
            begin(random, connection); // before anything is known of how topics hang together
        }
        double cuts = seed % 2 == 0 ? 0 : 0.15; // without any, what went wrong does not heal

        for (int i = 0; i < STEPS; i++) {
            greet();
            step(random, connection, cuts);
            gateway.loop.advance(100);
        }
        followers.forEach(follower -> follower.request(Long.MAX_VALUE));
        comeToRest(connection);

        for (Follower follower : followers) {
            List<Long> got = follower.received.offsets;
            String what = follower.topic + " " + follower.types;
            assertThat(follower.after).as("%s has begun", what).isNotEqualTo(Long.MAX_VALUE);
            assertThat(got).as("%s doubled", what).hasSize(new HashSet<>(got).size());
            assertThat(got).as("%s missed", what).containsAll(follower.due());
            List<Long> wanted = log.matching(-1, follower.topic, follower.types);
            assertThat(wanted).as("%s not asked for", what).containsAll(got);
            List<Long> latest = got.subList(0, follower.snapshot);
            long newest = latest.isEmpty() ? -1 : latest.get(latest.size() - 1);
            assertThat(latest)
                    .as("%s snapshot", what)
                    .isEqualTo(log.latest(
                            wanted.stream().filter(offset -> offset <= newest).toList()));
        }
    }

    private void publish(Random random) {
        log.publish(
                pick(random, "call", "recording", "queuecall", "chat"),
                random.nextInt(4),
                pick(random, "created", "updated"),
                pick(random, "", "0", "1", "2"));
    }

    private void greet() {
        sessions.keySet().removeIf(FakeSocket::isClosed);
        gateway.sockets.stream()
                .filter(socket -> !socket.isClosed() && !socket.isGreeted())
                .forEach(socket -> sessions.put(socket, new ModelSession(log, socket)));
    }

    private void step(Random random, Connection connection, double cuts) {
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
                case 6 -> maybe(random, cuts, () -> cut(session));
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
        List<String> types = random.nextInt(3) == 0 ? List.of("call_created", "recording_*", "chat_*") : List.of();
        Follower follower = new Follower(pick(random, TOPICS), types);
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
                    SubscribeOptions.last(9),
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
