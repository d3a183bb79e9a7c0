package dev.ringdown.trace;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringdown.event.EventShape;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.MutableClock;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Why did this browser not get that event? Everything that can become of an event for a session is told, with its reason. */
class DeliveryTraceTest {
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final FakeSocket socket = new FakeSocket();
    private final TestClient client = gateway.connect(People.ADMIN, socket);
    private final Semaphore slots = new Semaphore(1);
    private final TraceOptions options = new TraceOptions(10, Duration.ofSeconds(10), slots);

    private TracePage page(long after) {
        return client.session().trace(after, options).orElseThrow();
    }

    /** What was noted, a line each: what, which type, the reason if there is one, the topics. */
    private List<String> traced() {
        return page(0).entries().stream().map(DeliveryTraceTest::line).toList();
    }

    private static String line(TraceEntry entry) {
        String reason = entry.reason() == null ? "" : " " + entry.reason();
        String type = entry.type() == null ? "" : " " + entry.type();
        return entry.what().text() + type + reason + " " + entry.topics();
    }

    private void say(String json) {
        client.say(json);
        loop.runUntilIdle();
    }

    @Test
    void whatIsWrittenAsItComesIsSent() {
        client.subscribe("call", "call:c1");
        page(0);

        gateway.publish(call("created"));

        assertThat(traced()).containsExactly("sent call_created [call, call:c1]");
        TraceEntry entry = page(0).entries().get(0);
        assertThat(entry.sequence()).hasToString("00000007-0000000000000001");
        assertThat(entry.subject()).isEqualTo("call:c1");
        assertThat(entry.bytes()).isEqualTo(socket.takeEvents().get(0).json().length);
    }

    @Test
    void theParentsOfAnEventAreTold() {
        client.subscribe("queue");
        page(0);

        gateway.publish(of("queuecall", "created").in("queue:q1", "call"));

        assertThat(traced()).containsExactly("sent queuecall_created [queue]");
        assertThat(page(0).entries().get(0).subject()).isEqualTo("queuecall:q1");
        assertThat(page(0).entries().get(0).parents()).containsExactly("queue:q1", "call");
    }

    @Test
    void whatTheTypeInATopicLeavesOutIsToldWithIt() {
        client.subscribe("call:call_hangup");
        page(0);

        gateway.publish(call("created"), call("hangup"));

        assertThat(traced())
                .containsExactly(
                        "filtered call_created types [call:call_hangup]", "sent call_hangup [call:call_hangup]");
    }

    @Test
    void whatTheClientsTypesLeaveOutIsToldWithItsTopic() {
        client.subscribeTyped("call", "call_hangup").subscribe("queue");
        page(0);

        gateway.publish(call("created"), call("hangup"));

        assertThat(traced()).containsExactly("filtered call_created types [call]", "sent call_hangup [call]");
    }

    @Test
    void whatNoTopicAsksForIsTold() {
        client.subscribe("call");
        page(0);

        gateway.publish(of("queue", "created"));

        assertThat(traced()).containsExactly("filtered queue_created topics []");
    }

    @Test
    void aSessionThatHasNotSubscribedIsToldOfToo() {
        page(0);

        gateway.publish(call("created"), call("updated").customer(People.OTHER_CUSTOMER));

        assertThat(traced()).containsExactly("filtered call_created topics []");
    }

    @Test
    void whatTheIdentityMayNotReadIsTold() {
        TestClient agent = gateway.connect(People.AGENT, new FakeSocket()).subscribe("call");
        agent.session().trace(0, options);

        gateway.publish(call("created").owner(People.OTHER_AGENT_ID), call("updated"));

        assertThat(agent.session().trace(0, options).orElseThrow().entries())
                .extracting(DeliveryTraceTest::line)
                .containsExactly("filtered call_created forbidden []", "sent call_updated [call]");
    }

    @Test
    void whatASlowSocketDelayedIsToldWhenItComesFromTheLog() {
        client.subscribe("call");
        page(0);
        socket.stall();
        gateway.publish(call("created"), of("queue", "created"));

        assertThat(traced()).containsExactly("filtered queue_created topics []", "behind socket [call]");
        gateway.publish(call("updated"), of("queue", "updated"));
        socket.resume();
        loop.runUntilIdle();
        gateway.publish(call("hangup"));

        assertThat(traced().subList(2, 8))
                .containsExactly(
                        "filtered queue_created topics []",
                        "filtered queue_updated topics []",
                        "caught-up call_created [call]",
                        "caught-up call_updated [call]",
                        "live [call]",
                        "sent call_hangup [call]");
    }

    @Test
    void aLoopThatWasOvertakenIsNotTheSocketsFault() {
        client.subscribe("call");
        page(0);
        IntStream.range(0, 1025).forEach(i -> gateway.append(of("queue", "updated")));
        loop.runOnce();

        assertThat(traced()).containsExactly("behind overtaken [call]");
    }

    @Test
    void whatIsReplayedIsToldAndWhatWasHadBefore() {
        client.subscribe("call:c1");
        gateway.publish(call("created"), call("created").id("c2"));
        page(0);

        say("{'type':'subscribe','topics':['call'],'after':'00000007-0000000000000000'}");
        gateway.publish(call("hangup"));

        assertThat(traced())
                .containsExactly(
                        "client subscribe [call]",
                        "filtered call_created duplicate [call, call:c1]",
                        "caught-up call_created [call]",
                        "live [call]",
                        "sent call_hangup [call, call:c1]");
    }

    @Test
    void aReplayTellsWhatItsTypesLeaveOut() {
        gateway.publish(call("created"), of("queue", "created"), call("hangup"));
        page(0);

        say("{'type':'subscribe','topics':['call'],'types':['call_hangup'],'after':'00000007-0000000000000000'}");

        assertThat(traced())
                .containsExactly(
                        "client subscribe [call]",
                        "filtered call_created types [call]",
                        "caught-up call_hangup [call]",
                        "live [call]");
    }

    /** While the replay waits for the socket, the router must not tell in its place that nobody wants the event. */
    @Test
    void whatAReplayWillComeToIsToldByTheReplay() {
        client.subscribe("queue");
        page(0);
        socket.stall();
        say("{'type':'subscribe','topics':['call'],'after':'00000007-0000000000000000'}");

        gateway.publish(call("created"));
        assertThat(traced()).containsExactly("client subscribe [call]");
        socket.resume();
        loop.runUntilIdle();

        assertThat(traced()).containsExactly("client subscribe [call]", "caught-up call_created [call]", "live [call]");
    }

    @Test
    void aGapIsTold() {
        client.subscribe("call");
        socket.stall();
        gateway.publish(call("created"));
        page(0);
        gateway.log().dropEverything();
        gateway.publish(call("updated"));
        socket.resume();
        loop.runUntilIdle();

        assertThat(traced())
                .containsExactly("gap gap retention [call]", "caught-up call_updated [call]", "live [call]");
        assertThat(page(0).entries().get(0).sequence()).hasToString("00000007-0000000000000002");
    }

    @Test
    void whatIsSaidOnBothSidesIsTold() {
        page(0);

        say("{'type':'subscribe','topics':['call'],'id':1}");
        say("{'type':'unsubscribe','topics':['call']}");
        say("{'type':'ping','id':2}");
        say("{'type':'dance','id':3}");

        assertThat(traced())
                .containsExactly(
                        "client subscribe [call]",
                        "control subscribed [call]",
                        "client unsubscribe [call]",
                        "client ping []",
                        "control pong []",
                        "client unknowntype []",
                        "control error unknowntype []");
    }

    @Test
    void howLongItWasIsTold() {
        page(0);

        say("{'type':'ping','id':2}");

        assertThat(page(0).entries())
                .extracting(TraceEntry::bytes)
                .containsExactly(
                        "{'type':'ping','id':2}".length(), socket.takeText().length());
    }

    @Test
    void anEventIsAsLongAsInTheShapeThatTheClientGets() {
        FakeSocket bare = new FakeSocket().of(EventShape.RESOURCE);
        TestClient other = gateway.connect(People.ADMIN, bare).subscribe("call");
        other.session().trace(0, options);

        gateway.publish(call("created"));

        int length = bare.takeEvents().get(0).length(EventShape.RESOURCE);
        assertThat(other.session().trace(0, options).orElseThrow().entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.bytes()).isEqualTo(length));
    }

    @Test
    void whatIsExplainedIsToldWithoutWhatIsSaidOfEachTopic() {
        page(0);

        say("{'type':'explain','topics':['call','queue'],'id':1}");

        assertThat(traced()).containsExactly("client explain [call, queue]", "control explained []");
    }

    @Test
    void whenItBeganAndWhenEachThingHappenedIsTold() {
        assertThat(page(0).since()).isEqualTo(MutableClock.START);
        gateway.advance(Duration.ofSeconds(3));

        gateway.publish(call("created"));

        assertThat(page(0).since()).isEqualTo(MutableClock.START);
        assertThat(page(0).entries())
                .extracting(TraceEntry::atMillis)
                .containsExactly(MutableClock.START.plusSeconds(3).toEpochMilli());
    }

    @Test
    void aPositionThatIsToldIsToldWithIt() {
        gateway.publish(call("created"));
        page(0);

        say("{'type':'ping','id':2}");

        assertThat(page(0).entries())
                .extracting(entry -> String.valueOf(entry.sequence()))
                .containsExactly("null", "00000007-0000000000000001");
    }

    @Test
    void aSessionThatHasEndedCannotBeTraced() {
        client.vanish();

        assertThatIllegalStateException()
                .isThrownBy(() -> page(0))
                .withMessage("the session s1 has ended (expected: one of its loop's)");
    }

    @Test
    void aTokenIsNeverTold() {
        page(0);

        say("{'type':'authenticate','token':'eyJhbGciOiJIUzI1NiJ9.secret.secret','id':1}");

        assertThat(traced()).contains("client authenticate []");
        assertThat(page(0).toString()).doesNotContain("eyJ").doesNotContain("secret");
    }

    @Test
    void ofManyTopicsSomeAreToldAndTheOthersCounted() {
        FakeSocket other = new FakeSocket();
        TestClient subscriber = gateway.connect(People.ADMIN, other);
        subscriber.session().trace(0, options);

        subscriber.say("{'type':'unsubscribe','topics':['a','b','c','d','e','f','g','h','i','j','k','l']}");

        TraceEntry entry =
                subscriber.session().trace(0, options).orElseThrow().entries().get(0);
        assertThat(entry.topics()).hasSize(10).endsWith("j");
        assertThat(entry.moreTopics()).isEqualTo(2);
    }

    @Test
    void onlyTheNewestAreHeldAndTheOthersCounted() {
        page(0);
        IntStream.range(0, 10).forEach(i -> gateway.publish(call("updated")));
        assertThat(page(0).lost()).isZero();
        assertThat(page(0).entries()).hasSize(10);

        gateway.publish(call("updated"), call("updated"));

        assertThat(page(0).lost()).isEqualTo(2);
        assertThat(page(1).lost()).isOne();
        assertThat(page(2).lost()).isZero();
        assertThat(page(0).next()).isEqualTo(12);
        assertThat(page(10).entries()).extracting(TraceEntry::number).containsExactly(11L, 12L);
        assertThat(page(12).entries()).isEmpty();
    }

    @Test
    void aNumberThatIsNotOfThisTraceBringsEverything() {
        page(0);
        gateway.publish(call("created"));

        assertThat(page(4711).entries()).extracting(TraceEntry::number).containsExactly(1L);
    }

    @Test
    void itEndsWhenNobodyHasAskedForAWhile() {
        page(0);
        gateway.advance(Duration.ofSeconds(9));
        page(0);
        gateway.advance(Duration.ofSeconds(9));
        assertThat(slots.availablePermits()).isZero();

        gateway.advance(Duration.ofSeconds(1));

        assertThat(slots.availablePermits()).isOne();
        gateway.publish(call("created"));
        assertThat(page(0).entries()).isEmpty();
    }

    @Test
    void noMoreSessionsAreTracedThanMayBe() {
        TestClient other = gateway.connect(People.ADMIN, new FakeSocket());
        page(0);

        assertThat(other.session().trace(0, options)).isEmpty();
        client.vanish();
        assertThat(other.session().trace(0, options)).isPresent();
    }

    /** Its loop would go on walking for nobody. */
    @Test
    void aSessionThatEndsIsNotWatchedForAnyMore() {
        page(0);
        client.vanish();

        gateway.publish(call("created"));
        LoopRouter router = gateway.router();
        gateway.publish(call("updated"));

        assertThat(loop.isIdle()).isTrue();
        assertThat(router.lag()).isZero();
        assertThat(slots.availablePermits()).isOne();
    }
}
