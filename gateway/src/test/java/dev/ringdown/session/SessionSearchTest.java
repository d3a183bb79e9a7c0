package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Operators find sessions, and the event loop goes on with its work meanwhile. */
class SessionSearchTest {
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final FakeSocket socket = new FakeSocket();

    private List<String> find(SessionQuery query) {
        CompletableFuture<FoundSessions> found = gateway.sessions().find(query);
        loop.runUntilIdle();
        return found.join().newest().stream().map(SessionStatus::id).toList();
    }

    private static SessionQuery of(@Nullable UUID customer, @Nullable UUID agent) {
        return new SessionQuery(customer, agent, null, null, false, 10);
    }

    @Test
    void theNewestComeFirstAndNoMoreThanAreAskedFor() {
        gateway.connect(People.AGENT, socket);
        gateway.connect(People.AGENT, socket);
        gateway.connect(People.AGENT, socket);

        CompletableFuture<FoundSessions> found = gateway.sessions().find(SessionQuery.newest(2));
        loop.runUntilIdle();

        assertThat(found.join().total()).isEqualTo(3);
        assertThat(found.join().newest()).extracting(SessionStatus::id).containsExactly("s3", "s2");
    }

    @Test
    void theyAreFoundByCustomerAndAgent() {
        gateway.connect(People.AGENT, socket);
        gateway.connect(People.ADMIN, socket);
        gateway.connect(People.PROGRAM, socket);

        assertThat(find(of(People.CUSTOMER, null))).containsExactly("s3", "s2", "s1");
        assertThat(find(of(People.CUSTOMER, People.ADMIN_ID))).containsExactly("s2");
        assertThat(find(of(People.OTHER_CUSTOMER, null))).isEmpty();
        assertThat(find(of(null, People.AGENT_ID))).containsExactly("s1");
    }

    @Test
    void theyAreFoundByAddress() {
        gateway.connect(People.AGENT, new FakeSocket("192.0.2.1"));
        gateway.connect(People.AGENT, new FakeSocket("192.0.2.2"));

        assertThat(find(new SessionQuery(null, null, null, "192.0.2.2", false, 10)))
                .containsExactly("s2");
    }

    @Test
    void theyAreFoundByWhatTheirFiltersMatch() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        gateway.connect(People.AGENT, socket).subscribe("queue", "call:c2");
        gateway.connect(People.ADMIN, socket).subscribe("*");
        gateway.connect(People.ADMIN, socket);
        TopicFilter asked = new TopicFilter(Scope.AGENT, People.AGENT_ID, "call", "c1");

        assertThat(find(new SessionQuery(null, null, asked::overlaps, null, false, 10)))
                .containsExactly("s1");
        assertThat(find(new SessionQuery(
                        null,
                        null,
                        new TopicFilter(Scope.CUSTOMER, People.CUSTOMER, "call", null)::overlaps,
                        null,
                        false,
                        10)))
                .containsExactly("s3");
    }

    @Test
    void aTopicThatIsReplayedCountsToo() {
        gateway.publish(call("created"));
        FakeSocket slow = new FakeSocket();
        TestClient client = gateway.connect(People.AGENT, slow);
        slow.stall();
        client.say("{'type':'subscribe','topics':['call'],'after':'00000007-0000000000000000'}");
        loop.runUntilIdle();
        TopicFilter asked = new TopicFilter(Scope.AGENT, People.AGENT_ID, "call", null);

        assertThat(find(new SessionQuery(null, null, asked::overlaps, null, true, 10)))
                .containsExactly("s1");
    }

    @Test
    void theyAreFoundIfTheyAreBehind() {
        FakeSocket slow = new FakeSocket();
        gateway.connect(People.AGENT, slow).subscribe("call");
        gateway.connect(People.AGENT, socket).subscribe("call");
        SessionQuery behind = new SessionQuery(null, null, null, null, true, 10);
        slow.stall();
        gateway.publish(call("created"));

        assertThat(find(behind)).containsExactly("s1");
        slow.resume();
        loop.runUntilIdle();
        assertThat(find(behind)).isEmpty();
    }

    @Test
    void aLoopWithManySessionsDoesItsWorkInBetween() {
        IntStream.range(0, SessionSearch.STEPS_PER_TURN).forEach(i -> gateway.connect(People.AGENT, socket));
        gateway.connect(People.AGENT, socket).subscribe("call");
        CompletableFuture<FoundSessions> found = gateway.sessions().find(SessionQuery.newest(10));
        gateway.append(call("created"));

        loop.runOnce();
        assertThat(found).isNotDone();
        loop.runOnce();
        socket.assertEvents("call_created");
        loop.runOnce();

        assertThat(found.join().total()).isEqualTo(SessionSearch.STEPS_PER_TURN + 1);
        assertThat(loop.isIdle()).isTrue();
    }

    /** A session may have a thousand topics. */
    @Test
    void aLoopWithManyTopicsDoesItsWorkInBetweenToo() {
        IntStream.range(0, SessionSearch.STEPS_PER_TURN / 2)
                .forEach(i -> gateway.connect(People.AGENT, socket).subscribe("call"));
        gateway.connect(People.AGENT, socket).subscribe("call");
        CompletableFuture<FoundSessions> found =
                gateway.sessions().find(new SessionQuery(null, null, filter -> true, null, false, 10));

        loop.runOnce();
        assertThat(found).isNotDone();
        loop.runOnce();

        assertThat(found.join().total()).isEqualTo(SessionSearch.STEPS_PER_TURN / 2 + 1);
    }

    @Test
    void aSearchThatNobodyWaitsForEnds() {
        IntStream.range(0, SessionSearch.STEPS_PER_TURN + 1).forEach(i -> gateway.connect(People.AGENT, socket));
        CompletableFuture<FoundSessions> found = gateway.sessions().find(SessionQuery.newest(10));
        loop.runOnce();

        found.cancel(false);
        loop.runOnce();

        assertThat(loop.isIdle()).isTrue();
    }

    @Test
    void aSearchThatFailsIsHeardOfByWhoAsked() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        CompletableFuture<FoundSessions> found = gateway.sessions()
                .find(new SessionQuery(
                        null,
                        null,
                        filter -> {
                            throw new IllegalStateException("a bug");
                        },
                        null,
                        false,
                        10));

        loop.runUntilIdle();

        assertThat(found).isCompletedExceptionally();
    }

    @Test
    void whoHasGoneBetweenTwoTurnsIsNotTold() {
        TestClient gone = gateway.connect(People.AGENT, socket);
        IntStream.range(0, SessionSearch.STEPS_PER_TURN).forEach(i -> gateway.connect(People.AGENT, socket));
        CompletableFuture<FoundSessions> found = gateway.sessions().find(SessionQuery.newest(10));
        loop.runOnce();

        gone.vanish();
        loop.runUntilIdle();

        assertThat(found.join().total()).isEqualTo(SessionSearch.STEPS_PER_TURN);
    }

    @Test
    void severalLoopsAnswerAsOne() {
        gateway.connect(People.AGENT, socket);
        SessionStatus older = status("s1");
        gateway.advance(Duration.ofSeconds(1));
        gateway.connect(People.AGENT, socket);
        SessionStatus newer = status("s2");

        FoundSessions together = FoundSessions.together(
                List.of(new FoundSessions(7, List.of(older)), new FoundSessions(3, List.of(newer))), 1);

        assertThat(together.total()).isEqualTo(10);
        assertThat(together.newest()).containsExactly(newer);
    }

    private SessionStatus status(String id) {
        CompletableFuture<SessionStatus> asked =
                gateway.sessions().ask(id, Session::status).thenApply(found -> found.orElseThrow());
        loop.runUntilIdle();
        return asked.join();
    }
}
