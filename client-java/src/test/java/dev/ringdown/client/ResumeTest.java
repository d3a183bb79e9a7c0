package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.heartbeat;
import static dev.ringdown.client.FakeSocket.seq;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResumeTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Received received = new Received();

    @Test
    void aSubscriptionThatWasLostGoesOnAfterTheLastEventThatCame() {
        Connection connection = gateway.connected();
        connection.subscribe("call", received);
        gateway.socket().subscribed(10);
        gateway.socket().say(event(11), event(12));

        gateway.socket().cut();
        FakeSocket next = gateway.reconnected(connection);
        JsonNode asked = next.heardOne();
        next.answer(asked, seq(12), "\"recovered\":true");
        next.say(event(13));

        assertThat(asked)
                .hasToString("{\"type\":\"subscribe\",\"id\":1,\"topics\":[\"call\"],\"after\":\"" + seq(12) + "\"}");
        assertThat(received.offsets).containsExactly(11L, 12L, 13L);
    }

    @Test
    void aQuietSubscriptionGoesOnAfterTheLastHeartbeat() {
        Connection connection = gateway.connected();
        connection.subscribe("call", received);
        gateway.socket().subscribed(10);
        gateway.socket().say(heartbeat(500, 0));

        gateway.socket().cut();

        assertThat(afters(gateway.reconnected(connection))).containsExactly(seq(500));
    }

    @Test
    void thePositionInWelcomeIsNotTakenForThatOfTheClient() {
        Connection connection = gateway.connected();
        connection.subscribe("call", received);
        gateway.socket().subscribed(10);

        gateway.socket().cut();
        gateway.loop.advance(500);
        gateway.socket().welcome(900);
        gateway.socket().cut();

        assertThat(afters(gateway.reconnected(connection))).containsExactly(seq(10));
    }

    @Test
    void topicsWithTheSameTypesAreResumedInOneMessageAndOthersInAnother() {
        Connection connection = gateway.connected();
        connection.subscribe("call", received);
        gateway.socket().subscribed(10);
        connection.subscribe(List.of("chat", "queue"), SubscribeOptions.live(), received);
        gateway.socket().subscribed(10);
        connection.subscribe("agent", SubscribeOptions.live().types("agent_updated"), received);
        gateway.socket().subscribed(10);

        gateway.socket().cut();
        List<JsonNode> asked = gateway.reconnected(connection).heard();

        assertThat(asked)
                .extracting(message -> message.path("topics") + " " + message.path("types"))
                .containsExactly("[\"call\",\"chat\",\"queue\"] ", "[\"agent\"] [\"agent_updated\"]");
    }

    /** Two groups of topics on a second socket, both resumed after 10, neither answered yet. */
    private final class ResumingTwice {
        final Received calls = new Received();
        final Received agents = new Received();
        final Connection connection = gateway.connected();
        final FakeSocket second;
        final List<JsonNode> asked;

        ResumingTwice() {
            connection.subscribe("call", calls);
            gateway.socket().subscribed(10);
            connection.subscribe("agent", SubscribeOptions.live().types("agent_updated"), agents);
            gateway.socket().subscribed(10);
            gateway.socket().cut();
            second = gateway.reconnected(connection);
            asked = second.heard();
        }

        ResumingTwice answered() {
            asked.forEach(message -> second.answer(message, seq(10), "\"recovered\":true"));
            return this;
        }
    }

    @Test
    void eventsOfTwoReplaysSideBySideDoNotMoveThePositionAndAreNotDoubledAfterTheNextLoss() {
        ResumingTwice two = new ResumingTwice().answered();
        two.second.say(event(20), event(11, "agent:1", "agent_updated"));

        two.second.cut();
        FakeSocket third = gateway.reconnected(two.connection);
        List<JsonNode> asked = third.heard();
        asked.forEach(message -> third.answer(message, seq(10), "\"recovered\":true"));
        third.say(event(11, "agent:1", "agent_updated"), event(15, "agent:1", "agent_updated"), event(20), event(21));

        assertThat(asked).extracting(message -> message.path("after").asText()).containsExactly(seq(10), seq(10));
        assertThat(two.calls.offsets).containsExactly(20L, 21L);
        assertThat(two.agents.offsets).containsExactly(11L, 15L);
    }

    @Test
    void aHeartbeatSaysWhatIsCompleteWhileReplaysRun() {
        ResumingTwice two = new ResumingTwice().answered();
        two.second.say(event(20), heartbeat(14, 7));

        two.second.cut();

        assertThat(afters(gateway.reconnected(two.connection))).containsExactly(seq(14), seq(14));
    }

    @Test
    void noPositionCountsWhileAPartOfTheTopicsIsNotResumed() {
        ResumingTwice two = new ResumingTwice();
        two.second.answer(two.asked.get(0), seq(10), "\"recovered\":true");
        two.second.say(heartbeat(99, 0));

        two.second.cut();

        assertThat(afters(gateway.reconnected(two.connection))).containsExactly(seq(10), seq(10));
    }

    @Test
    void theServerIsAskedHowFarItHasGotBeforeManySingleEventsAreRemembered() {
        ResumingTwice two = new ResumingTwice().answered();

        two.second.say(LongStream.range(20, 320).mapToObj(FakeSocket::event).toArray(String[]::new));

        assertThat(two.second.heardOne()).hasToString("{\"type\":\"ping\",\"id\":\"position\"}");
    }

    @Test
    void aPongMovesThePosition() {
        ResumingTwice two = new ResumingTwice().answered();
        two.second.say(event(20), "{\"type\":\"pong\",\"id\":\"position\",\"sequence\":\"" + seq(18) + "\"}");

        two.second.cut();

        assertThat(afters(gateway.reconnected(two.connection))).containsExactly(seq(18), seq(18));
    }

    @Test
    void eventsMoveThePositionAgainOnceTwoHeartbeatsFoundNothingToBeSent() {
        ResumingTwice two = new ResumingTwice().answered();
        two.second.say(heartbeat(20, 0), heartbeat(20, 0), event(30));

        two.second.cut();

        assertThat(afters(gateway.reconnected(two.connection))).containsExactly(seq(30), seq(30));
    }

    @Test
    void aGapIsHandedToTheSubscriptionsWhoseTopicsItNamesAndToWhoeverListens() {
        List<String> gaps = new ArrayList<>();
        Connection connection = gateway.connected();
        connection.onGap(gap -> gaps.add("connection " + gap.count()));
        connection.subscribe("call", SubscribeOptions.live().onGap(gap -> gaps.add("call " + gap.count())), received);
        gateway.socket().subscribed(10);
        connection.subscribe("chat", SubscribeOptions.live().onGap(gap -> gaps.add("chat " + gap.count())), received);
        gateway.socket().subscribed(10);

        gateway.socket().say("""
                {"type":"gap","topics":["call"],"after":"%s","before":"%s","count":9,"reason":"retention"}\
                """.formatted(seq(10), seq(20)));

        assertThat(gaps).containsExactly("call 9", "connection 9");
    }

    @Test
    void afterAReplacedLogItGoesOnInTheNewOne() {
        Connection connection = gateway.connected();
        connection.subscribe("call", received);
        gateway.socket().subscribed(10);
        gateway.socket().cut();
        FakeSocket second = gateway.reconnected(connection);
        second.answer(second.heardOne(), seq(3, "00000001"), "\"recovered\":false");

        second.cut();

        assertThat(afters(gateway.reconnected(connection))).containsExactly(seq(3, "00000001"));
    }

    @Test
    void aPositionThatTheServerDoesNotKnowIsAGapAndLiveEventsCome() {
        List<Gap> gaps = new ArrayList<>();
        Connection connection = gateway.connected();
        connection.subscribe("call", SubscribeOptions.after(seq(70)).onGap(gaps::add), received);
        JsonNode asked = gateway.socket().heardOne();
        gateway.socket()
                .say("{\"type\":\"error\",\"id\":" + asked.get("id")
                        + ",\"code\":\"invalidsequence\",\"message\":\"after: …\"}");

        gateway.socket().subscribed(10);
        gateway.socket().say(event(11));

        assertThat(gaps).containsExactly(new Gap(List.of("call"), seq(70), null, null, "unknown"));
        assertThat(received.offsets).containsExactly(11L);
    }

    @Test
    void moreTopicsThanFitIntoAMessageAreResumedInSeveral() {
        Connection connection = gateway.connected();
        connection.subscribe(topics("call"), SubscribeOptions.live(), received);
        gateway.socket().subscribed(10);
        connection.subscribe(topics("chat"), SubscribeOptions.live(), received);
        gateway.socket().subscribed(10);

        gateway.socket().cut();

        assertThat(gateway.reconnected(connection).heard())
                .extracting(message -> message.path("topics").size())
                .containsExactly(200, 100);
    }

    private static List<String> topics(String resource) {
        return IntStream.range(0, 150).mapToObj(i -> resource + ":" + i).toList();
    }

    @Test
    void aPositionToStoreIsThatOfEverythingThatWasHandedOver() {
        List<String> inCallbacks = new ArrayList<>();
        Connection connection = gateway.connected();
        List<Subscription> subscriptions = new ArrayList<>();
        subscriptions.add(connection.subscribe(
                "call",
                event -> inCallbacks.add(String.valueOf(subscriptions.get(0).position()))));
        String before = subscriptions.get(0).position();
        gateway.socket().subscribed(10);
        gateway.socket().say(event(11));

        assertThat(before).isNull();
        assertThat(inCallbacks).containsExactly(seq(11));
        assertThat(subscriptions.get(0).position()).isEqualTo(seq(11));
    }

    private static List<String> afters(FakeSocket socket) {
        return socket.heard().stream()
                .map(message -> message.path("after").asText())
                .toList();
    }
}
