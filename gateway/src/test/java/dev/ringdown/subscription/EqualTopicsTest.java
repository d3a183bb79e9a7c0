package dev.ringdown.subscription;

import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.Permission;
import dev.ringdown.session.SessionOptions;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a filter is spelled, and in how many ways, it is one filter of a session. */
class EqualTopicsTest {
    private static final SessionOptions MANY_TOPICS = new SessionOptions(
            65_536,
            1_000,
            100,
            256,
            2_000,
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            50,
            200,
            10,
            Duration.ofHours(24));

    private static final AgentIdentity ADMIN =
            new AgentIdentity(People.CUSTOMER, People.AGENT_ID, Set.of(Permission.ADMIN), null);

    private static final String OWN = "customer_id:" + People.CUSTOMER;
    private static final String BEGINNING = "00000007-0000000000000000";

    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop, MANY_TOPICS);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    private void say(TestClient client, String json) {
        client.say(json);
        loop.runUntilIdle();
    }

    /** The customer in so many ways, each letter of it in upper or lower case. */
    private static List<String> spellings(int count) {
        String letters = People.CUSTOMER.toString();
        return IntStream.range(0, count).mapToObj(i -> spelled(letters, i)).toList();
    }

    private static String spelled(String uuid, int way) {
        StringBuilder text = new StringBuilder("customer_id:");
        int bit = 0;
        for (char c : uuid.toCharArray()) {
            boolean upper = Character.isLetter(c) && (way >> bit++ & 1) == 1;
            text.append(upper ? String.valueOf(c).toUpperCase(Locale.ROOT) : c);
        }
        return text.toString();
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(","));
    }

    private static String types(int count) {
        return quoted(
                IntStream.range(0, count).mapToObj(i -> "nothing" + i + "_*").toList());
    }

    @Test
    void oneInterestStandsForEverySpelling() {
        gateway.connect(ADMIN, socket)
                .subscribe(
                        OWN,
                        OWN + ":",
                        OWN + ":*",
                        OWN + ":*:*",
                        OWN + ":*:*:*",
                        spelled(People.CUSTOMER.toString(), 7));

        assertThat(gateway.router().interests()).isOne();
    }

    @Test
    void aShortFormAndItsLongFormsAreTheSameFilters() {
        gateway.connect(ADMIN, socket)
                .subscribe("call", OWN + ":call", "agent_id:" + People.AGENT_ID + ":call", "call:*", "call:");

        gateway.publish(of("call", "created"));

        assertThat(gateway.router().interests()).isEqualTo(2);
        socket.assertEvents("call_created");
    }

    @Test
    void theFilterStaysUntilItsLastSpellingIsTakenBack() {
        TestClient client = gateway.connect(ADMIN, socket).subscribe(OWN + ":call", OWN + ":call:*");

        client.unsubscribe(OWN + ":call");
        gateway.publish(of("call", "created"));
        client.unsubscribe(OWN + ":call:*");
        gateway.publish(of("call", "hangup"));

        socket.assertEvents("call_created");
        assertThat(gateway.router().interests()).isZero();
    }

    @Test
    void eachSpellingHasItsOwnTypes() {
        TestClient client = gateway.connect(ADMIN, socket)
                .subscribeTyped(OWN + ":call", "call_created")
                .subscribeTyped(OWN + ":call:*", "call_hangup");
        gateway.publish(of("call", "created"), of("call", "hangup"), of("call", "updated"));
        socket.assertEvents("call_created", "call_hangup");

        client.unsubscribe(OWN + ":call");
        gateway.publish(of("call", "created"), of("call", "hangup"));

        socket.assertEvents("call_hangup");
    }

    @Test
    void everySpellingIsATopicAsItWasWritten() {
        TestClient client = gateway.connect(ADMIN, socket).subscribe("call", "call:", "call:*");

        assertThat(client.session().details().subscriptions())
                .extracting(SubscriptionStatus::topic)
                .containsExactly("call", "call:", "call:*");
        say(client, "{'type':'unsubscribe','topics':['call:','call:*:*'],'id':1}");
        socket.assertSaid("{'type':'unsubscribed','id':1,'topics':['call:']}");
    }

    @Test
    void aHundredPrefixesInNineHundredSpellingsOfTwoHundredSessionsAreTestedOnceForAnEvent() {
        IntStream.range(0, 200)
                .mapToObj(i -> gateway.connect(ADMIN, new FakeSocket()))
                .forEach(client -> client.say(
                        "{'type':'subscribe','topics':[" + quoted(spellings(900)) + "],'types':[" + types(100) + "]}"));
        assertThat(gateway.router().interests()).isEqualTo(200);

        gateway.publish(of("call", "created"), of("call", "hangup"));

        assertThat(gateway.total("ringdown.type.tests")).isEqualTo(2);
    }

    @Test
    void aReplayOfManySpellingsSendsNothingTwice() {
        gateway.publish(of("call", "created"));
        TestClient client = gateway.connect(ADMIN, socket).subscribe(OWN);
        gateway.publish(of("call", "hangup"));
        socket.assertEvents("call_hangup");

        say(client, "{'type':'subscribe','topics':[" + quoted(spellings(900)) + "],'after':'" + BEGINNING + "'}");

        socket.assertEvents("call_created");
        assertThat(gateway.router().interests()).isOne();
    }

    @Test
    void whatOneSpellingHasBroughtAnotherDoesNotBringAgain() {
        TestClient client = gateway.connect(ADMIN, socket).subscribe(OWN, OWN + ":*");
        gateway.publish(of("call", "created"));
        socket.assertEvents("call_created");
        client.unsubscribe(OWN);
        gateway.publish(of("call", "hangup"));
        socket.assertEvents("call_hangup");

        say(client, "{'type':'subscribe','topics':['" + OWN + "'],'after':'" + BEGINNING + "'}");
    }
}
