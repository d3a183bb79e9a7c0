package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sessions of the tests may have five topics. */
class TooManyTopicsTest {
    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final TestClient client = gateway.connect(People.AGENT, socket).subscribe("a", "b", "c", "d");

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void theLastOneThatIsAllowedIsSubscribed() {
        client.subscribe("e");

        gateway.publish(of("e", "created"));

        socket.assertEvents("e_created");
    }

    @Test
    void theFirstOneTooManyIsRejectedAndTheOthersStay() {
        client.say("{'type':'subscribe','topics':['e','f'],'id':1}");

        socket.assertSaid("{'type':'subscribed','id':1,'topics':['e'],'rejected':[{'topic':'f','code':'toomanytopics',"
                + "'message':'f: the session has 5 topics already (expected: at most that)','limit':'limits.topics'}],"
                + "'sequence':'00000007-0000000000000000'}");
        gateway.publish(of("e", "created"), of("f", "created"));
        socket.assertEvents("e_created");
        assertThat(gateway.limitReached("limits.topics")).isOne();
    }

    @Test
    void aFullSessionMayStillChangeWhatItHas() {
        client.subscribe("e").subscribeTyped("a", "a_deleted");

        gateway.publish(of("a", "created"), of("a", "deleted"));

        socket.assertEvents("a_deleted");
    }

    @Test
    void whatIsUnsubscribedMakesRoom() {
        client.subscribe("e").unsubscribe("a").subscribe("f");

        gateway.publish(of("a", "created"), of("f", "created"));

        socket.assertEvents("f_created");
    }

    @Test
    void aShortFormIsOneTopicThoughItStandsForTwoFilters() {
        FakeSocket desk = new FakeSocket();

        gateway.connect(People.ADMIN, desk).subscribe("a", "b", "c", "d", "e");

        desk.assertExhausted();
    }
}
