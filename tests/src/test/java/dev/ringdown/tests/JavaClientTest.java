package dev.ringdown.tests;

import static dev.ringdown.tests.support.Numbered.range;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.client.Begun;
import dev.ringdown.client.ConnectOptions;
import dev.ringdown.client.Connection;
import dev.ringdown.client.Event;
import dev.ringdown.client.Item;
import dev.ringdown.client.Rejected;
import dev.ringdown.client.Ringdown;
import dev.ringdown.client.State;
import dev.ringdown.client.SubscribeOptions;
import dev.ringdown.client.Subscription;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.Network;
import dev.ringdown.tests.support.Numbered;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.TestEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Java client against a real server, through a network that fails. */
class JavaClientTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with("limits.heartbeat=1s");

    private static @Nullable Network network;

    private final Agent admin = Agent.admin();
    private final Numbered calls = new Numbered(admin, "call_updated");
    private final List<Connection> open = new ArrayList<>();

    @BeforeAll
    static void openNetwork() {
        network = new Network(server);
    }

    @AfterAll
    static void closeNetwork() {
        network().close();
    }

    private static Network network() {
        return requireNonNull(network);
    }

    @AfterEach
    void closeConnections() {
        open.forEach(Connection::close);
    }

    /** Numbers of events, in the order in which they were handed over. */
    private static final class Inbox implements Consumer<Event> {
        final List<Long> numbers = new CopyOnWriteArrayList<>();

        @Override
        public void accept(Event event) {
            numbers.add(Numbered.of(String.valueOf(event.data())));
        }

        void await(long number) {
            org.awaitility.Awaitility.await().atMost(Patience.LIMIT).until(() -> numbers.contains(number));
        }
    }

    private Connection connect(ConnectOptions options) {
        Connection connection = Ringdown.connect(options.backoff(Duration.ofMillis(50), Duration.ofMillis(200)));
        open.add(connection);
        return connection;
    }

    private Connection connect(Network through) {
        return connect(ConnectOptions.to(through.webSocketUrl()).token(admin.token()));
    }

    private static Begun begun(Subscription subscription) throws Exception {
        return subscription.ready().get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void aNetworkThatIsCutAgainAndAgainTakesNothingAndDoublesNothing() throws Exception {
        Numbered chats = new Numbered(admin, "chat_created");
        Inbox ofCalls = new Inbox();
        Inbox ofChats = new Inbox();
        Connection connection = connect(network());
        AtomicInteger losses = new AtomicInteger();
        connection.onState(state -> losses.addAndGet(state.phase() == State.Phase.DISCONNECTED ? 1 : 0));
        begun(connection.subscribe("call", ofCalls));
        begun(connection.subscribe("chat", SubscribeOptions.live().types("chat_created"), ofChats));

        LongStream.range(0, 20).forEach(round -> {
            network().cutAfter(round * 350);
            calls.publish(server, 1 + round * 50, 50);
            chats.publish(server, 1 + round * 50, 50);
            await().atMost(Patience.LIMIT).until(() -> losses.get() > round);
        });
        ofCalls.await(1000);
        ofChats.await(1000);

        assertThat(ofCalls.numbers).isEqualTo(range(1, 1000));
        assertThat(ofChats.numbers).isEqualTo(range(1, 1000));
    }

    @Test
    void aServerThatIsKilledAndStartedAgainOnItsLogTakesNothingAndDoublesNothing() throws Exception {
        String log = "log.dir=" + LogFolders.next();
        Inbox inbox = new Inbox();
        RunningServer first = RunningServer.start(log);
        try (Network way = new Network(first)) {
            begun(connect(way).subscribe("call", inbox));

            calls.publish(first, 1, 500);
            first.kill();
            try (RunningServer second = RunningServer.start(log)) {
                calls.publish(second, 501, 500);
                way.to(second);
                inbox.await(1000);
            }
        }

        assertThat(inbox.numbers).isEqualTo(range(1, 1000));
    }

    @Test
    void lastThatIsCutInTheMiddleComesAsAWholeOnce() throws Exception {
        Inbox inbox = new Inbox();
        calls.publish(server, 1, 600);
        Connection connection = connect(network());
        await().atMost(Patience.LIMIT).until(() -> connection.state().isConnected());

        network().cutAfter(20_000);
        Begun begun = begun(connection.subscribe("call", SubscribeOptions.last(500), inbox));
        calls.publish(server, 601, 1);
        inbox.await(601);

        assertThat(begun.replayed()).isEqualTo(500);
        assertThat(inbox.numbers).isEqualTo(range(101, 601));
    }

    @Test
    void anEventComesOnceToWhoAskedForItsParentForItsTypeOrForItself() throws Exception {
        Connection connection = connect(network());
        Inbox ofQueues = new Inbox();
        Inbox ofTheCall = new Inbox();
        Inbox ofRecordings = new Inbox();
        Inbox ofAll = new Inbox();
        List<Event> unmatched = new CopyOnWriteArrayList<>();
        connection.onUnmatched(unmatched::add);
        begun(connection.subscribe("queue", ofQueues));
        begun(connection.subscribe("call:c-1", ofTheCall));
        begun(connection.subscribe("call:recording_*:c-1", ofRecordings));
        begun(connection.subscribe(List.of("*", "queue:", "call"), SubscribeOptions.live(), ofAll));

        server.publisher().publish(child("queuecall_created", 1));
        server.publisher().publish(child("recording_started", 2));
        server.publisher().publish(child("transcript_created", 3));
        ofAll.await(3);
        Inbox ofHistory = new Inbox();
        begun(connection.subscribe("recording", SubscribeOptions.last(5), ofHistory));

        assertThat(ofQueues.numbers).containsExactly(1L);
        assertThat(ofTheCall.numbers).containsExactly(1L, 2L);
        assertThat(ofRecordings.numbers).containsExactly(2L);
        assertThat(ofAll.numbers).containsExactly(1L, 2L, 3L);
        assertThat(ofHistory.numbers).containsExactly(2L);
        assertThat(unmatched).isEmpty();
    }

    private TestEvent child(String type, int number) {
        return TestEvent.of(type, admin.customer())
                .with("reference_type", "call")
                .with("reference_id", "c-1")
                .with("n", number);
    }

    @Test
    void aStoredPositionIsResumedFromInAnotherConnection() throws Exception {
        Inbox before = new Inbox();
        Inbox inbox = new Inbox();
        Connection first = connect(network());
        Subscription subscription = first.subscribe("call", before);
        begun(subscription);
        calls.publish(server, 1, 10);
        before.await(10);
        first.close();
        String position = requireNonNull(subscription.position());
        calls.publish(server, 11, 10);

        Begun begun = begun(connect(network()).subscribe("call", SubscribeOptions.after(position), inbox));
        inbox.await(20);

        assertThat(begun.recovered()).isTrue();
        assertThat(inbox.numbers).isEqualTo(range(11, 20));
    }

    @Test
    void aNetworkThatStandsStillIsNoticedAndWhatWasMissedComes() throws Exception {
        Inbox inbox = new Inbox();
        Connection connection = connect(network());
        CompletableFuture<String> reason = new CompletableFuture<>();
        begun(connection.subscribe("call", inbox));
        connection.onState(state -> reason.complete(state.reason()));

        network().stall();
        calls.publish(server, 1, 5);
        inbox.await(5);

        assertThat(reason).isCompletedWithValue("nothing came for 3500 ms");
        assertThat(inbox.numbers).isEqualTo(range(1, 5));
    }

    @Test
    void aTokenThatEndsIsReplacedOnTheOpenConnection() throws Exception {
        Inbox inbox = new Inbox();
        Instant firstEnd = Instant.now().plusSeconds(5);
        Iterator<String> tokens =
                List.of(admin.tokenUntil(firstEnd), admin.token()).iterator();
        Connection connection =
                connect(ConnectOptions.to(network().webSocketUrl()).tokens(tokens::next));
        begun(connection.subscribe("call", inbox));
        AtomicInteger losses = new AtomicInteger();
        connection.onState(state -> losses.incrementAndGet());

        calls.publish(server, 1, 1);
        await().atMost(Patience.LIMIT).until(() -> Instant.now().isAfter(firstEnd.plusSeconds(2)));
        calls.publish(server, 2, 1);
        inbox.await(2);

        assertThat(losses.get()).isZero();
        assertThat(inbox.numbers).isEqualTo(range(1, 2));
    }

    @Test
    void aSlowSubscriberWithASmallBufferMissesNothing() throws Exception {
        Connection connection = connect(network());
        OneByOne slow = new OneByOne();
        connection.events(List.of("call"), SubscribeOptions.live(), 10).subscribe(slow);
        begun(connection.subscribe("call:1", event -> {})); // the one before is subscribed then
        calls.publish(server, 1, 300);

        await().atMost(Patience.LIMIT).until(() -> {
            slow.ask();
            return slow.numbers.size() == 300;
        });

        assertThat(slow.numbers).isEqualTo(range(1, 300));
    }

    /** A subscriber that asks for eight more whenever a test says so. */
    private static final class OneByOne implements Flow.Subscriber<Item> {
        final List<Long> numbers = new CopyOnWriteArrayList<>();
        private volatile Flow.@Nullable Subscription subscription;

        void ask() {
            Flow.Subscription given = subscription;
            if (given != null) {
                given.request(8);
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Item item) {
            numbers.add(Numbered.of(String.valueOf(((Event) item).data())));
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError("the events have ended", failure);
        }

        @Override
        public void onComplete() {
            // when the test closes its connection
        }
    }

    @Test
    void aRefusedTokenStopsTheConnectionAndACustomerThatIsNotOnesOwnIsRejected() throws Exception {
        Connection refused = connect(ConnectOptions.to(network().webSocketUrl()).token("no.token.really"));
        Begun begun = begun(connect(network())
                .subscribe(List.of(Agent.admin().customerTopic("call"), "chat"), SubscribeOptions.live(), event -> {}));

        State end = refused.awaitEnd();
        assertThat(end.code()).isEqualTo(4401);
        assertThat(end.reason()).startsWith("the handshake was refused: 401 ");
        assertThat(begun.topics()).containsExactly("chat");
        assertThat(begun.rejected()).extracting(Rejected::code).containsExactly("forbidden");
    }
}
