package dev.ringdown.trace;

import static dev.ringdown.testing.People.AGENT_ID;
import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_AGENT_ID;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.Permission;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a topic means is told without subscribing it, and nothing is told that the identity may not know. */
class ExplanationsTest {
    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void whatMatchedLatelyIsCounted() {
        gateway.publish(call("created"), call("hangup"), TestEvent.of("chat", "created"));

        gateway.connect(People.ADMIN, socket)
                .say("{'type':'explain','topics':['customer_id:" + CUSTOMER + ":call'],'id':1}");
        loop.runUntilIdle();

        socket.assertSaid("{'type':'explained','id':1,'topics':[{'topic':'customer_id:" + CUSTOMER + ":call',"
                + "'filters':['customer_id:" + CUSTOMER + ":call'],'allowed':true,"
                + "'rule':'an admin or manager reads everything of its customer',"
                + "'matched':{'hour':2,'complete':true}}]}");
    }

    @Test
    void anEventCountsOnceForATopicAndIsHintedByItsOwnResource() {
        gateway.publish(TestEvent.of("queuecall", "created").in("queue:q1", "queue:q2"));

        gateway.connect(People.ADMIN, socket)
                .say("{'type':'explain','topics':['queue','queue:queuecall_created:q2','call'],'id':1}");
        loop.runUntilIdle();

        String rule = "'allowed':true,'rule':'a short form stands for every scope that may be read',";
        String agent = "agent_id:" + People.ADMIN.agent();
        String customer = "customer_id:" + CUSTOMER;
        socket.assertSaid("{'type':'explained','id':1,'topics':["
                + "{'topic':'queue','filters':['" + customer + ":queue','" + agent + ":queue']," + rule
                + "'matched':{'hour':1,'complete':true}},"
                + "{'topic':'queue:queuecall_created:q2','filters':['" + customer + ":queue:queuecall_created:q2','"
                + agent + ":queue:queuecall_created:q2']," + rule + "'matched':{'hour':1,'complete':true}},"
                + "{'topic':'call','filters':['" + customer + ":call','" + agent + ":call']," + rule
                + "'matched':{'hour':0,'complete':true},"
                + "'hint':'nothing of the last hour matches; what you may read was about queuecall'}]}");
    }

    @Test
    void aTypeOfEventInPlaceOfAResourceIsNoticed() {
        gateway.publish(call("hangup"));

        gateway.connect(People.PROGRAM, socket).say("{'type':'explain','topics':['call_hangup'],'id':1}");
        loop.runUntilIdle();

        socket.assertSaidStart("{'type':'explained','id':1,'topics':[{'topic':'call_hangup',"
                + "'filters':['customer_id:" + CUSTOMER + ":call_hangup'],'allowed':true,"
                + "'rule':'a short form stands for every scope that may be read','matched':{'hour':0,'complete':true},"
                + "'hint':'call_hangup is a type of event (expected: the topic call with types [");
    }

    @Test
    void aHintTellsOnlyOfWhatMayBeRead() {
        gateway.publish(
                call("created").owner(OTHER_AGENT_ID),
                TestEvent.of("chat", "created").owner(AGENT_ID));

        gateway.connect(People.AGENT, socket).say("{'type':'explain','topics':['queue'],'id':1}");
        loop.runUntilIdle();

        socket.assertSaid("{'type':'explained','id':1,'topics':[{'topic':'queue',"
                + "'filters':['agent_id:" + AGENT_ID + ":queue'],'allowed':true,"
                + "'rule':'a short form stands for every scope that may be read','matched':{'hour':0,'complete':true},"
                + "'hint':'nothing of the last hour matches; what you may read was about chat'}]}");
    }

    @Test
    void whatIsNotAllowedOrNoTopicIsToldWithTheReason() {
        gateway.publish(call("created").customer(OTHER_CUSTOMER));

        gateway.connect(People.ADMIN, socket)
                .say("{'type':'explain','topics':['customer_id:" + OTHER_CUSTOMER + "','call::'],'id':1}");
        loop.runUntilIdle();

        socket.assertSaidStart("{'type':'explained','id':1,'topics':[{'topic':'customer_id:" + OTHER_CUSTOMER
                + "','allowed':false,'rule':'the topic is another customer");
    }

    @Test
    void aQuietHourIsSaidToBeOne() {
        gateway.connect(People.SUPER_ADMIN, socket)
                .say("{'type':'explain','topics':['customer_id:" + OTHER_CUSTOMER + "'],'id':1}");
        loop.runUntilIdle();

        socket.assertSaid("{'type':'explained','id':1,'topics':[{'topic':'customer_id:" + OTHER_CUSTOMER + "',"
                + "'filters':['customer_id:" + OTHER_CUSTOMER + "'],'allowed':true,"
                + "'rule':'a super admin reads every customer','matched':{'hour':0,'complete':true},"
                + "'hint':'no event that you may read came in the last hour'}]}");
    }

    @Test
    void whatIsOlderThanAnHourIsNotCounted() {
        gateway.publish(call("created"), call("hangup"));
        gateway.clock().advance(Duration.ofMinutes(61));

        gateway.connect(People.PROGRAM, socket).say("{'type':'explain','topics':['call'],'id':1}");
        loop.runUntilIdle();

        assertThat(socket.takeText())
                .contains(
                        "\"matched\":{\"hour\":0,\"complete\":true}",
                        "no event that you may read came in the last hour");
    }

    @Test
    void whatIsExactlyAnHourOldIsCounted() {
        gateway.publish(call("created"));
        gateway.clock().advance(Duration.ofMinutes(60));

        gateway.connect(People.PROGRAM, socket).say("{'type':'explain','topics':['call'],'id':1}");
        loop.runUntilIdle();

        assertThat(socket.takeText()).contains("\"matched\":{\"hour\":1,\"complete\":true}");
    }

    @Test
    void eachCustomerIsLookedAtForItself() {
        gateway.publish(
                call("created"),
                call("hangup"),
                TestEvent.of("chat", "created").customer(OTHER_CUSTOMER),
                call("created").customer(OTHER_CUSTOMER));

        gateway.connect(People.SUPER_ADMIN, socket)
                .say("{'type':'explain','topics':['customer_id:" + CUSTOMER + ":call','customer_id:" + OTHER_CUSTOMER
                        + ":call','customer_id:" + CUSTOMER + ":chat'],'id':1}");
        loop.runUntilIdle();

        assertThat(socket.takeText())
                .containsSubsequence(
                        "\"hour\":2",
                        "\"hour\":1",
                        "\"hour\":0",
                        "nothing of the last hour matches; what you may read was about call\"");
    }

    @Test
    void aLateCopyDoesNotCountForWhoAskedForTheEarlierOne() {
        gateway.publish(TestEvent.of("chat", "created").lateForOwner());

        gateway.connect(new AgentIdentity(CUSTOMER, AGENT_ID, Set.of(Permission.ADMIN), null), socket)
                .say("{'type':'explain','topics':['chat','agent_id:" + AGENT_ID + ":chat'],'id':1}");
        loop.runUntilIdle();

        assertThat(socket.takeText()).containsSubsequence("\"hour\":0", "\"hour\":1");
    }

    @Test
    void ofManyKindsOfResourcesTenAreTold() {
        gateway.publish(IntStream.range(0, 10)
                .mapToObj(number -> TestEvent.of("r" + number, "created"))
                .toArray(TestEvent[]::new));
        TestClient client = gateway.connect(People.PROGRAM, socket).say("{'type':'explain','topics':['x'],'id':1}");
        loop.runUntilIdle();
        assertThat(socket.takeText()).contains("was about r0, r1, r2, r3, r4, r5, r6, r7, r8, r9\"");

        gateway.publish(TestEvent.of("s", "created"));
        client.say("{'type':'explain','topics':['x'],'id':2}");
        loop.runUntilIdle();

        assertThat(socket.takeText()).contains("was about r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, …\"");
    }

    @Test
    void noMoreIsLookedAtThanIsSaid() {
        gateway.append(IntStream.range(0, Explanations.MAX_ENTRIES)
                .mapToObj(number -> call("updated"))
                .toArray(TestEvent[]::new));
        TestClient client = gateway.connect(People.PROGRAM, socket).say("{'type':'explain','topics':['call'],'id':1}");
        loop.runUntilIdle();
        assertThat(socket.takeText()).contains("\"matched\":{\"hour\":10000,\"complete\":true}");

        gateway.append(call("updated"));
        client.say("{'type':'explain','topics':['call'],'id':2}");
        loop.runUntilIdle();

        assertThat(socket.takeText()).contains("\"matched\":{\"hour\":10000,\"complete\":false}");
    }

    @Test
    void whileTheLogCannotBeReadThatIsToldAndItMayBeAskedAgain() {
        TestGateway busy = TestGateway.withoutReaders(loop);
        TestClient client = busy.connect(People.PROGRAM, socket).say("{'type':'explain','topics':['call'],'id':1}");
        loop.runUntilIdle();
        client.say("{'type':'explain','topics':['call'],'id':2}");
        loop.runUntilIdle();

        socket.assertSaid("{'type':'error','id':1,'code':'unavailable',"
                        + "'message':'the log cannot be read at this time, ask again later'}")
                .assertSaidStart("{'type':'error','id':2,'code':'unavailable',");
    }

    @Test
    void whoHasLeftIsNotAnswered() {
        gateway.connect(People.PROGRAM, socket)
                .say("{'type':'explain','topics':['call'],'id':1}")
                .vanish();

        loop.runUntilIdle();
    }

    @Test
    void oneMessageIsExplainedAtATime() {
        gateway.connect(People.ADMIN, socket)
                .say("{'type':'explain','topics':['agent_id:" + People.ADMIN_ID + "'],'id':1}")
                .say("{'type':'explain','topics':['call'],'id':2}");
        loop.runUntilIdle();

        socket.assertSaid("{'type':'error','id':2,'code':'ratelimited','message':'topics are being explained already"
                        + " (expected: the next ones after their answer)'}")
                .assertSaidStart("{'type':'explained','id':1,");
    }

    @Test
    void nothingIsSubscribedByIt() {
        gateway.connect(People.ADMIN, socket).say("{'type':'explain','topics':['call']}");
        loop.runUntilIdle();

        gateway.publish(call("created"));
    }
}
