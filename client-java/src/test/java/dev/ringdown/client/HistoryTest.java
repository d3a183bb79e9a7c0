package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.seq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Received received = new Received();

    @Test
    void lastIsHandedOverOnceAllOfItHasCome() {
        gateway.connected().subscribe("call", SubscribeOptions.last(2), received);
        gateway.socket().subscribed(10, "\"replayed\":2");
        gateway.socket().say(event(4));
        List<Long> half = List.copyOf(received.offsets);

        gateway.socket().say(event(9), event(11));

        assertThat(half).isEmpty();
        assertThat(received.offsets).containsExactly(4L, 9L, 11L);
    }

    @Test
    void lastThatWasCutOffIsAskedForAgainAndNothingIsDoubled() {
        Connection connection = gateway.connected();
        connection.subscribe("call", SubscribeOptions.last(2), received);
        gateway.socket().subscribed(10, "\"replayed\":2");
        gateway.socket().say(event(4));

        gateway.socket().cut();
        FakeSocket next = gateway.reconnected(connection);
        JsonNode asked = next.heardOne();
        next.answer(asked, seq(12), "\"replayed\":2");
        next.say(event(4), event(9));

        assertThat(asked).hasToString("{\"type\":\"subscribe\",\"id\":1,\"topics\":[\"call\"],\"last\":2}");
        assertThat(received.offsets).containsExactly(4L, 9L);
    }

    @Test
    void aSnapshotThatHasComeAsAWholeIsNotAskedForAgain() {
        Connection connection = gateway.connected();
        Subscription subscription = connection.subscribe("call", SubscribeOptions.snapshot(), received);
        JsonNode first = gateway.socket().heardOne();
        gateway.socket().answer(first, seq(10), "\"snapshot\":1,\"complete\":true");
        gateway.socket().say(event(4));

        gateway.socket().cut();
        JsonNode second = gateway.reconnected(connection).heardOne();

        assertThat(first.path("snapshot").asBoolean()).isTrue();
        assertThat(second)
                .hasToString("{\"type\":\"subscribe\",\"id\":1,\"topics\":[\"call\"],\"after\":\"" + seq(10) + "\"}");
        assertThat(subscription.ready())
                .isCompletedWithValue(new Begun(List.of("call"), List.of(), null, null, 1L, true));
    }

    @Test
    void anEmptySnapshotIsCompleteAtOnce() {
        Subscription subscription = gateway.connected().subscribe("call", SubscribeOptions.snapshot(), received);

        gateway.socket().subscribed(10, "\"snapshot\":0,\"complete\":true");

        assertThat(subscription.ready()).isCompleted();
    }

    @Test
    void liveEventsOfOtherTopicsAreNotHeldUpByHistory() {
        Received chats = new Received();
        Connection connection = gateway.connected();
        connection.subscribe("chat", chats);
        gateway.socket().subscribed(10);
        connection.subscribe("call", SubscribeOptions.last(5), received);
        gateway.socket().subscribed(10, "\"replayed\":2");

        gateway.socket().say(event(3), event(11, "chat:1", "chat_created"), event(7));

        assertThat(chats.offsets).containsExactly(11L);
        assertThat(received.offsets).containsExactly(3L, 7L);
    }

    @Test
    void historyThatCannotBeReadNowIsAskedForAgainALittleLater() {
        gateway.connected().subscribe("call", SubscribeOptions.last(1), received);
        JsonNode asked = gateway.socket().heardOne();
        gateway.socket()
                .say("{\"type\":\"error\",\"id\":" + asked.get("id")
                        + ",\"code\":\"unavailable\",\"message\":\"not at this time\",\"topics\":[\"call\"]}");

        gateway.loop.advance(2000);
        gateway.socket().subscribed(10, "\"replayed\":1");
        gateway.socket().say(event(9));

        assertThat(received.offsets).containsExactly(9L);
    }

    @Test
    void aStoredPositionIsResumedFromAndStaysThePositionOfWhatWasNotAnswered() {
        Connection connection = gateway.connected();
        connection.subscribe("call", SubscribeOptions.after(seq(5)), received);
        JsonNode asked = gateway.socket().heardOne();

        gateway.socket().cut();

        assertThat(asked.path("after").asText()).isEqualTo(seq(5));
        assertThat(gateway.reconnected(connection).heardOne().path("after").asText())
                .isEqualTo(seq(5));
    }

    @Test
    void readySaysWhetherEverythingAfterAStoredPositionWasStillThere() {
        Subscription subscription = gateway.connected().subscribe("call", SubscribeOptions.after(seq(5)), received);

        gateway.socket().subscribed(5, "\"recovered\":false");

        assertThat(subscription.ready())
                .isCompletedWithValue(new Begun(List.of("call"), List.of(), false, null, null, null));
    }

    @Test
    void whatCannotBeAskedForIsAMistake() {
        Connection connection = gateway.connect();

        assertThatThrownBy(() -> SubscribeOptions.last(0)).hasMessage("last: 0 (expected: 1 to 1000)");
        assertThatThrownBy(() -> SubscribeOptions.last(1001)).hasMessage("last: 1001 (expected: 1 to 1000)");
        assertThatThrownBy(() -> SubscribeOptions.after("")).hasMessage("after: empty (expected: a position)");
        assertThatThrownBy(() -> SubscribeOptions.live().types(new String[101]))
                .hasMessage("types: 101 (expected: up to 100)");
        assertThatThrownBy(() -> connection.subscribe(List.of(), SubscribeOptions.live(), received))
                .hasMessage("topics: 0 (expected: 1 to 200)");
        assertThatThrownBy(() -> connection.events(List.of("call"), SubscribeOptions.live(), 0))
                .hasMessage("buffer: 0 (expected: 1 or more)");
    }

    @Test
    void theMostThatCanBeAskedForIsTaken() {
        Connection connection = gateway.connected();

        connection.subscribe(
                Collections.nCopies(300, "call"),
                SubscribeOptions.last(1000)
                        .types(Collections.nCopies(100, "call_*").toArray(String[]::new)),
                received);

        JsonNode asked = gateway.socket().heardOne();
        assertThat(asked.path("topics")).hasToString("[\"call\"]");
        assertThat(asked.path("types")).hasSize(100);
        assertThat(asked.path("last").asInt()).isEqualTo(1000);
    }
}
