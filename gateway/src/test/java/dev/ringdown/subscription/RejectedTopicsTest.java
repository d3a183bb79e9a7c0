package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.call;

import dev.ringdown.identity.Identity;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rejected topic never ends the connection and never affects the other topics of its message. */
class RejectedTopicsTest {
    private static final String CUSTOMER_CALLS = "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:call";
    private static final String OF_CUSTOMERS = "customer topics need the permission admin or manager";
    private static final String BAD_RESOURCE = "the resource is not * or 1 to 64 of a-z 0-9 _ -";

    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void theReplyNamesEachWithItsCode() {
        as(People.AGENT).say("{'type':'subscribe','topics':['" + CUSTOMER_CALLS + "','call','CALL'],'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['call'],'rejected':["
                + "{'topic':'" + CUSTOMER_CALLS + "','code':'forbidden','message':'" + CUSTOMER_CALLS + ": "
                + OF_CUSTOMERS + "'},"
                + "{'topic':'CALL','code':'invalidtopic','message':'CALL: " + BAD_RESOURCE + "'}],"
                + "'sequence':'00000007-0000000000000000'}");
    }

    @Test
    void theOtherTopicsOfTheMessageAreSubscribed() {
        as(People.AGENT).say("{'type':'subscribe','topics':['CALL','call'],'id':1}");

        gateway.publish(call("created"));

        socket.assertSaidStart("{'type':'subscribed','id':1,'topics':['call'],");
        socket.assertEvents("call_created");
    }

    @Test
    void withoutAnIdTheRejectionIsAnError() {
        as(People.AGENT).subscribe("CALL", "call");

        socket.assertSaid(
                "{'type':'error','code':'invalidtopic','message':'CALL: " + BAD_RESOURCE + "','topics':['CALL']}");
    }

    @Test
    void withoutAnIdThereIsOneErrorForEachCode() {
        as(People.AGENT).subscribe("CALL", CUSTOMER_CALLS, "QUEUE");

        socket.assertSaid("{'type':'error','code':'invalidtopic','message':'CALL: " + BAD_RESOURCE
                + " (topics refused for this: 2)','topics':['CALL','QUEUE']}");
        socket.assertSaid("{'type':'error','code':'forbidden','message':'" + CUSTOMER_CALLS + ": " + OF_CUSTOMERS
                + "','topics':['" + CUSTOMER_CALLS + "']}");
    }

    @Test
    void aVisitorMustNameOneResource() {
        as(People.VISITOR)
                .say("{'type':'subscribe','topics':['webchat_session:w1','webchat_session','call:c1'],'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['webchat_session:w1'],'rejected':["
                + "{'topic':'webchat_session','code':'forbidden','message':'webchat_session: a direct token reads one"
                + " resource at a time: name its id'},"
                + "{'topic':'call:c1','code':'forbidden','message':'call:c1: a direct token reads only the resource"
                + " types that it names'}],'sequence':'00000007-0000000000000000'}");
    }

    @Test
    void theOffendingTopicIsCutInTheReply() {
        as(People.AGENT).say("{'type':'subscribe','topics':['" + "x".repeat(200) + "'],'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':[],'rejected':[{'topic':'" + "x".repeat(128)
                + "…','code':'invalidtopic','message':'" + "x".repeat(128) + "…: " + BAD_RESOURCE
                + "'}],'sequence':'00000007-0000000000000000'}");
    }

    private TestClient as(Identity identity) {
        return gateway.connect(identity, socket);
    }
}
