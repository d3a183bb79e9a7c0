package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.Identity;
import dev.ringdown.identity.Permission;
import dev.ringdown.limits.Budgets;
import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.limits.Cost;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What topics cost is taken before they are subscribed, refused by name, and given back with them. */
class FilterCostsTest {
    private static final long MOST = Long.MAX_VALUE;

    /** Reads what the customer does and what it does itself, so that a short form stands for two filters. */
    private static final AgentIdentity ADMIN =
            new AgentIdentity(People.CUSTOMER, People.AGENT_ID, Set.of(Permission.ADMIN), null);

    /** The same without the permission: a short form stands for one filter. */
    private static final AgentIdentity AGENT =
            new AgentIdentity(People.CUSTOMER, People.AGENT_ID, Set.of(Permission.AGENT), null);

    /** What {@code call} costs who reads one scope and is the only one to ask for it: the filter, its text and characters. */
    private static final long CALL = 170 + (40 + 4) + (160 + 4 + 1);

    /** What it costs those who come later. */
    private static final long CALL_AGAIN = 170;

    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    private TestGateway gateway(Cost cost, long session, long holder, long customer, long node) {
        return new TestGateway(loop, Budgets.UNLIMITED.with(cost, new Maxima(session, holder, customer, node)));
    }

    /** The client goes on with another token. */
    private void renew(TestGateway gateway, TestClient client, Identity identity) {
        client.say("{'type':'authenticate','token':'another'}");
        gateway.tokens().areOf(identity);
        loop.runUntilIdle();
    }

    private static long held(TestClient client, Cost cost) {
        return client.session().account().held(cost);
    }

    @Test
    void aTopicCostsWhatItTakesAndIsGivenBack() {
        TestClient client = new TestGateway(loop).connect(People.AGENT, socket).subscribe("call");
        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(CALL);
        assertThat(held(client, Cost.TYPE_TESTS)).isZero();

        client.subscribe("call").subscribeTyped("chat", "chat_*");
        assertThat(held(client, Cost.TYPE_TESTS)).isOne();

        client.unsubscribe("call", "chat");
        assertThat(held(client, Cost.FILTER_BYTES)).isZero();
        assertThat(held(client, Cost.TYPE_TESTS)).isZero();
    }

    @Test
    void typesCostTheirListAtEachTopicAndOnceWhatTheyAre() {
        long list = 210;
        long types = 200 + TypeFilter.of(List.of("call_*")).bytes() + "*".length();
        TestClient client = new TestGateway(loop).connect(People.AGENT, socket);

        client.subscribeTyped("call", "call_*");
        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(CALL + list + types);
        client.subscribeTyped("chat", "call_*");
        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(2 * (CALL + list) + types);

        client.unsubscribe("call");
        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(CALL + list + types);
        client.unsubscribe("chat");
        assertThat(held(client, Cost.FILTER_BYTES)).isZero();
    }

    @Test
    void aTypeInATopicIsATestMore() {
        TestClient client = new TestGateway(loop).connect(People.AGENT, socket);

        client.subscribeTyped("call:call_h*", "call_*");

        assertThat(held(client, Cost.TYPE_TESTS)).isEqualTo(2);
        client.unsubscribe("call:call_h*");
        assertThat(held(client, Cost.TYPE_TESTS)).isZero();
    }

    /** What may not be heard through every parent is a condition too. */
    @Test
    void aTopicOfADirectTokenCostsItsList() {
        TestClient client =
                new TestGateway(loop).connect(People.VISITOR, socket).subscribe("webchat_session:w1");

        assertThat(held(client, Cost.FILTER_BYTES))
                .isEqualTo(
                        170 + (40 + "webchat_session:w1".length()) + (160 + "webchat_session".length() + 2 + 1) + 210);
        assertThat(held(client, Cost.TYPE_TESTS)).isZero();
    }

    @Test
    void whoAsksForWhatSomebodyElseAsksForPaysForWhatItAdds() {
        TestGateway gateway = new TestGateway(loop);
        TestClient first = gateway.connect(People.AGENT, new FakeSocket()).subscribe("call");

        TestClient second = gateway.connect(People.AGENT, socket).subscribe("call");
        assertThat(held(second, Cost.FILTER_BYTES)).isEqualTo(CALL_AGAIN);
        second.subscribe("call:");
        assertThat(held(second, Cost.FILTER_BYTES)).isEqualTo(CALL_AGAIN + 170 + 40 + 5);

        first.unsubscribe("call");
        second.unsubscribe("call", "call:");
        assertThat(held(first, Cost.FILTER_BYTES)).isZero();
        assertThat(held(second, Cost.FILTER_BYTES)).isZero();
    }

    @Test
    void subscribingAgainDoesNotMakeATopicCheaper() {
        TestClient client = new TestGateway(loop)
                .connect(People.AGENT, socket)
                .subscribe("call")
                .subscribe("call");

        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(CALL);
    }

    @Test
    void whatJustFitsIsSubscribedAndTheNextOneIsNot() {
        TestGateway gateway = gateway(Cost.FILTER_BYTES, 2 * CALL, MOST, MOST, MOST);
        TestClient client = gateway.connect(People.AGENT, socket).subscribe("call");

        client.say("{'type':'subscribe','topics':['chat','flow'],'id':1}");

        socket.assertSaid(
                "{'type':'subscribed','id':1,'topics':['chat'],'rejected':[{'topic':'flow','code':'overbudget',"
                        + "'message':'flow: more than limits.filter-bytes leaves (expected: fewer or shorter topics, or fewer"
                        + " different types)','limit':'limits.filter-bytes'}],'sequence':'00000007-0000000000000000'}");
        assertThat(gateway.limitReached("limits.filter-bytes")).isOne();
        gateway.publish(of("chat", "created"), of("flow", "created"));
        socket.assertEvents("chat_created");
    }

    @Test
    void aMessageIsCarriedOutUpToWhereTheBudgetEnds() {
        TestGateway gateway = gateway(Cost.FILTER_BYTES, CALL + 10, MOST, MOST, MOST);

        gateway.connect(People.AGENT, socket).subscribe("conference", "call", "chat", "flow");

        socket.assertSaid(
                "{'type':'error','code':'overbudget','message':'conference: more than limits.filter-bytes leaves"
                        + " (expected: fewer or shorter topics, or fewer different types) (topics refused for this: 4)',"
                        + "'limit':'limits.filter-bytes','topics':['conference','call','chat','flow']}");
        assertThat(gateway.limitReached("limits.filter-bytes")).isOne();
    }

    @Test
    void differentTypesAreCountedHoweverManyTopicsAskForThem() {
        TestGateway gateway = gateway(Cost.TYPE_TESTS, 3, MOST, MOST, MOST);
        TestClient client = gateway.connect(People.AGENT, socket);

        client.say("{'type':'subscribe','topics':['call','chat'],'types':['call_*','chat_*']}")
                .say("{'type':'subscribe','topics':['call:'],'types':['chat_*','call_*','call_created']}")
                .subscribe("call:call_hangup")
                .say("{'type':'subscribe','topics':['queue'],'types':['queue_*'],'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':[],'rejected':[{'topic':'queue','code':'overbudget',"
                + "'message':'queue: more than limits.type-tests leaves (expected: fewer or shorter topics, or fewer"
                + " different types)','limit':'limits.type-tests'}],'sequence':'00000007-0000000000000000'}");
        assertThat(held(client, Cost.TYPE_TESTS)).isEqualTo(3);
        assertThat(gateway.limitReached("limits.type-tests")).isOne();
    }

    @Test
    void whoeverSharesTheLimitIsRefusedByItsName() {
        TestGateway gateway = gateway(Cost.FILTER_BYTES, MOST, CALL + CALL_AGAIN - 1, MOST, MOST);
        gateway.connect(People.AGENT, new FakeSocket()).subscribe("call");

        gateway.connect(People.AGENT, socket).say("{'type':'subscribe','topics':['call'],'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':[],'rejected':[{'topic':'call','code':'overbudget',"
                + "'message':'call: more than limits.filter-bytes-per-identity leaves (expected: fewer or shorter topics,"
                + " or fewer different types)','limit':'limits.filter-bytes-per-identity'}],"
                + "'sequence':'00000007-0000000000000000'}");
    }

    @Test
    void whatIsRefusedLeavesWhatWasThere() {
        TestGateway gateway = gateway(Cost.TYPE_TESTS, 0, MOST, MOST, MOST);
        TestClient client = gateway.connect(People.AGENT, socket).subscribe("call");

        client.say("{'type':'subscribe','topics':['call'],'types':['call_hangup'],'id':1}");
        gateway.publish(of("call", "created"));

        socket.assertSaid("{'type':'subscribed','id':1,'topics':[],'rejected':[{'topic':'call','code':'overbudget',"
                + "'message':'call: more than limits.type-tests leaves (expected: fewer or shorter topics, or fewer"
                + " different types)','limit':'limits.type-tests'}],'sequence':'00000007-0000000000000000'}");
        socket.assertEvents("call_created");
        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(CALL);
    }

    @Test
    void aMessageThatIsRefusedAsAWholeCostsNothing() {
        TestClient client = new TestGateway(loop).connect(People.SUPER_ADMIN, socket);

        client.say("{'type':'subscribe','topics':['customer_id:" + People.CUSTOMER + ":call','customer_id:"
                + People.OTHER_CUSTOMER + ":call'],'types':['call_*'],'last':1,'id':1}");

        socket.assertSaid("{'type':'error','id':1,'code':'invalidsequence','message':'topics: of several customers"
                + " (expected: of one, with after, last or snapshot)'}");
        assertThat(held(client, Cost.FILTER_BYTES)).isZero();
        assertThat(held(client, Cost.TYPE_TESTS)).isZero();
    }

    @Test
    void aReplayCostsNoMoreThanWhatItLeaves() {
        TestGateway gateway = new TestGateway(loop);
        TestClient client = gateway.connect(People.AGENT, socket);

        client.say("{'type':'subscribe','topics':['call'],'after':'00000007-0000000000000000'}");
        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(CALL);
        loop.runUntilIdle();
        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(CALL);

        client.unsubscribe("call");
        assertThat(held(client, Cost.FILTER_BYTES)).isZero();
    }

    @Test
    void whatIsRememberedOfATopicIsPaidFor() {
        TestGateway gateway = new TestGateway(loop);
        TestClient client = gateway.connect(People.AGENT, socket).subscribe("call");
        gateway.publish(of("call", "created"));
        socket.assertEvents("call_created");

        client.unsubscribe("call");

        assertThat(held(client, Cost.FILTER_BYTES)).isPositive().isLessThan(CALL);
    }

    @Test
    void aNewTokenPaysForWhatItReadsMore() {
        TestGateway gateway = new TestGateway(loop);
        TestClient client = gateway.connect(AGENT, socket).subscribe("call");
        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(CALL);

        renew(gateway, client, ADMIN);
        assertThat(held(client, Cost.FILTER_BYTES)).isEqualTo(2 * CALL);

        renew(gateway, client, AGENT);
        client.unsubscribe("call");
        assertThat(held(client, Cost.FILTER_BYTES)).isZero();
    }

    @Test
    void aNewTokenLosesWhatIsTooMuchNow() {
        TestGateway gateway = gateway(Cost.FILTER_BYTES, 2 * CALL - 1, MOST, MOST, MOST);
        TestClient client = gateway.connect(AGENT, socket).subscribe("call");

        renew(gateway, client, ADMIN);

        socket.assertSaid("{'type':'error','code':'forbidden','message':'the new token may not read these topics',"
                + "'topics':['call']}");
        assertThat(held(client, Cost.FILTER_BYTES)).isZero();
    }
}
