package dev.ringdown.session;

import static dev.ringdown.testing.MutableClock.START;
import static dev.ringdown.testing.People.ADMIN_ID;
import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.Identity;
import dev.ringdown.identity.Permission;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection goes on with a new token of the same holder, and what it may read follows from the new one. */
class ReauthenticationTest {
    private static final String CUSTOMERS_CALLS = "customer_id:" + CUSTOMER + ":call";

    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void aNewTokenPutsOffTheEnd() {
        TestClient client = gateway.connect(admin(START.plusSeconds(10)), socket);
        authenticate(client, admin(START.plusSeconds(3600)));
        socket.assertSaid("{'type':'authenticated','id':1,'expires':'" + START.plusSeconds(3600) + "','dropped':[]}");

        gateway.advance(Duration.ofSeconds(11));
    }

    @Test
    void theNewEndHolds() {
        TestClient client = gateway.connect(admin(null), socket);
        authenticate(client, admin(START.plusSeconds(5)));
        socket.assertSaid("{'type':'authenticated','id':1,'expires':'" + START.plusSeconds(5) + "','dropped':[]}");

        gateway.advance(Duration.ofSeconds(6));

        socket.assertClosed(CloseReason.CREDENTIAL_ENDED);
    }

    @Test
    void topicsThatMayNotBeReadAnyMoreAreDroppedAndTheOthersMissNothing() {
        TestClient client = gateway.connect(People.ADMIN, socket).subscribe(CUSTOMERS_CALLS, "agent_id:" + ADMIN_ID);

        authenticate(client, plain());
        gateway.publish(call("created"), call("hangup").owner(ADMIN_ID));

        socket.assertSaid("{'type':'authenticated','id':1,'dropped':['" + CUSTOMERS_CALLS + "']}")
                .assertEvents("call_hangup");
    }

    @Test
    void aShortFormMeansWhatTheNewTokenMayRead() {
        TestClient client = gateway.connect(People.ADMIN, socket).subscribe("call");

        authenticate(client, plain());
        gateway.publish(call("created"), call("hangup").owner(ADMIN_ID));
        authenticate(client, People.ADMIN);
        gateway.publish(call("progressing"));

        socket.assertSaid("{'type':'authenticated','id':1,'dropped':[]}")
                .assertEvents("call_hangup")
                .assertSaid("{'type':'authenticated','id':1,'dropped':[]}")
                .assertEvents("call_progressing");
    }

    @Test
    void whatWasWithheldIsSentByALaterReplayAndWhatWasSentIsNot() {
        TestClient client = gateway.connect(People.ADMIN, socket).subscribe("call");
        gateway.publish(call("created"));
        authenticate(client, plain());
        gateway.publish(call("progressing"));
        authenticate(client, People.ADMIN);

        client.say("{'type':'subscribe','topics':['call'],'last':10}");
        loop.runUntilIdle();

        socket.assertEvents("call_created")
                .assertSaid("{'type':'authenticated','id':1,'dropped':[]}")
                .assertSaid("{'type':'authenticated','id':1,'dropped':[]}")
                .assertEvents("call_progressing");
    }

    @Test
    void aReplayGoesOnWithWhatTheNewTokenMayRead() {
        gateway.publish(call("created"), call("hangup").owner(ADMIN_ID));
        TestClient client = gateway.connect(People.ADMIN, socket);
        client.say("{'type':'subscribe','topics':['call'],'last':10}");

        authenticate(client, plain());
        gateway.publish(call("progressing"), call("answered").owner(ADMIN_ID));

        socket.assertSaid("{'type':'authenticated','id':1,'dropped':[]}").assertEvents("call_hangup", "call_answered");
    }

    @Test
    void anotherHoldersTokenIsRefusedAndTheConnectionGoesOn() {
        TestClient client = gateway.connect(People.ADMIN, socket).subscribe("call");

        authenticate(client, People.AGENT);
        authenticate(client, new AgentIdentity(People.OTHER_CUSTOMER, ADMIN_ID, Set.of(Permission.ADMIN), null));
        authenticate(client, People.VISITOR);
        gateway.publish(call("created"));

        socket.assertSaid("{'type':'error','id':1,'code':'invalidtoken',"
                        + "'message':'the token is of another agent (expected: one of the same customer and agent)'}")
                .assertSaid(
                        "{'type':'error','id':1,'code':'invalidtoken',"
                                + "'message':'the token is of another customer (expected: one of the same customer and agent)'}")
                .assertSaid("{'type':'error','id':1,'code':'invalidtoken',"
                        + "'message':'the token is of another agent (expected: one of the same customer and agent)'}")
                .assertEvents("call_created");
    }

    @Test
    void whatProvesNothingIsRefusedWithTheReason() {
        TestClient client = gateway.connect(People.ADMIN, socket);
        client.say("{'type':'authenticate','token':'t','id':1}");

        gateway.tokens().areRefused("the token has expired");
        loop.runUntilIdle();

        socket.assertSaid("{'type':'error','id':1,'code':'invalidtoken','message':'the token has expired'}");
    }

    @Test
    void oneTokenIsProvedAtATime() {
        TestClient client = gateway.connect(People.ADMIN, socket);

        client.say("{'type':'authenticate','token':'t','id':1}").say("{'type':'authenticate','token':'u','id':2}");
        assertThat(gateway.tokens().waiting()).isOne();
        gateway.tokens().cannotBeProved("too many tokens are being proved at this time, send it again later");
        loop.runUntilIdle();

        socket.assertSaid("{'type':'error','id':2,'code':'ratelimited',"
                        + "'message':'a token is being proved already (expected: the next one after its answer)'}")
                .assertSaid("{'type':'error','id':1,'code':'unavailable',"
                        + "'message':'too many tokens are being proved at this time, send it again later'}");
    }

    /** An issuer's outage is no fault of the client's, however often it asks. */
    @Test
    void whatCannotBeProvedNowIsNoErrorOfTheClient() {
        TestClient client = gateway.connect(People.ADMIN, socket);

        for (int i = 0; i < 20; i++) {
            client.say("{'type':'authenticate','token':'t','id':" + i + "}");
            gateway.tokens().cannotBeProved("later");
            loop.runUntilIdle();
            socket.assertSaid("{'type':'error','id':" + i + ",'code':'unavailable','message':'later'}");
        }

        client.say("{'type':'authenticate','token':'t'}");
        gateway.tokens().areOf(People.ADMIN);
        loop.runUntilIdle();
        socket.assertExhausted();
    }

    @Test
    void aSessionThatEndedMeanwhileIsNotRenewed() {
        TestClient client = gateway.connect(People.ADMIN, socket).subscribe("call");
        client.say("{'type':'authenticate','token':'t','id':1}");
        client.vanish();

        gateway.tokens().areOf(People.ADMIN);
        loop.runUntilIdle();
        gateway.publish(call("created"));
    }

    @Test
    void withoutAnIdOnlyDroppedTopicsAreTold() {
        TestClient client = gateway.connect(People.ADMIN, socket).subscribe(CUSTOMERS_CALLS);

        client.say("{'type':'authenticate','token':'t'}");
        gateway.tokens().areOf(People.ADMIN);
        loop.runUntilIdle();
        socket.assertExhausted();
        client.say("{'type':'authenticate','token':'t'}");
        gateway.tokens().areOf(plain());
        loop.runUntilIdle();

        socket.assertSaid("{'type':'error','code':'forbidden','message':'the new token may not read these topics',"
                + "'topics':['" + CUSTOMERS_CALLS + "']}");
    }

    private void authenticate(TestClient client, Identity identity) {
        client.say("{'type':'authenticate','token':'t','id':1}");
        gateway.tokens().areOf(identity);
        loop.runUntilIdle();
    }

    private static AgentIdentity admin(@Nullable Instant expiresAt) {
        return new AgentIdentity(CUSTOMER, ADMIN_ID, Set.of(Permission.ADMIN), expiresAt);
    }

    private static AgentIdentity plain() {
        return new AgentIdentity(CUSTOMER, ADMIN_ID, Set.of(Permission.AGENT), null);
    }
}
