package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.seq;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParentsTest {
    private static final String QUEUE = "0a7a28d8-6b1c-4c32-9e5b-6a6f4f0d1f11";
    private static final String CALL = "f052eff5-db6c-4c1d-87c6-ad175e3dfa95";

    private final FakeGateway gateway = new FakeGateway();
    private final Received calls = new Received();
    private final Received recordings = new Received();

    /** The offsets of those events that a subscription to a topic is handed. */
    private static List<Long> handed(String topic, String... events) {
        FakeGateway gateway = new FakeGateway();
        Received received = new Received();
        Connection connection = gateway.connected();
        connection.onUnmatched(event -> {});
        connection.subscribe(topic, received);
        gateway.socket().subscribed(10);
        gateway.socket().say(events);
        return received.offsets;
    }

    private static String entered(long offset, String parents) {
        return event(offset, "queuecall:7", "queuecall_created", parents);
    }

    private static String recording(long offset) {
        return event(offset, "recording:" + offset, "recording_started", "call:1");
    }

    /** Calls are live, recordings are asked for and not answered. */
    private FakeSocket callsAndRecordings(SubscribeOptions how) {
        Connection connection = gateway.connected();
        FakeSocket socket = gateway.socket();
        connection.subscribe("call", calls);
        socket.subscribed(10);
        connection.subscribe("recording", how, recordings);
        return socket;
    }

    @Test
    void anEventIsHandedToWhoAskedForItsParentByResourceOrById() {
        String[] events = {entered(11, "queue:" + QUEUE + ",call:" + CALL), entered(12, "queue:2,call:3"), event(13)};

        assertThat(handed("queue", events)).containsExactly(11L, 12L);
        assertThat(handed("queue:0A7A28D8-6B1C-4C32-9E5B-6A6F4F0D1F11", events)).containsExactly(11L);
        assertThat(handed("call:" + CALL, events)).containsExactly(11L);
        assertThat(handed("queuecall:7", events)).containsExactly(11L, 12L);
    }

    @Test
    void aParentWithoutAnIdIsHeardByItsResourceOnly() {
        String[] events = {entered(11, "queue"), entered(12, "call:1,queue")};

        assertThat(handed("queue", events)).containsExactly(11L, 12L);
        assertThat(handed("queue:*", events)).containsExactly(11L, 12L);
        assertThat(handed("queue:" + QUEUE, events)).isEmpty();
    }

    @Test
    void theSegmentBehindTheResourceMayBeATypeTheBeginningOfTypesOrAnId() {
        String[] events = {
            event(11), event(12, "call:2", "call_hangup"), entered(13, "call:1"), event(14, "call:1", "call_hangup")
        };

        assertThat(handed("call:call_hangup", events)).containsExactly(12L, 14L);
        assertThat(handed("call:call_*", events)).containsExactly(11L, 12L, 14L);
        assertThat(handed("call:queuecall_created", events)).containsExactly(13L);
        assertThat(handed("queuecall:call_hangup", events)).isEmpty();
        assertThat(handed("call:1", events)).containsExactly(11L, 13L, 14L);
    }

    @Test
    void oneMoreSegmentIsTheIdAndTheOneBeforeItTheType() {
        String[] events = {
            event(11), event(12, "call:2", "call_hangup"), entered(13, "call:1"), event(14, "call:1", "call_hangup")
        };

        assertThat(handed("call:call_hangup:1", events)).containsExactly(14L);
        assertThat(handed("call:call_hangup:*", events)).containsExactly(12L, 14L);
        assertThat(handed("call:queuecall_*:1", events)).containsExactly(13L);
        assertThat(handed("customer_id:" + QUEUE + ":call:call_hangup:1", events))
                .containsExactly(14L);
    }

    @Test
    void aTrailingColonIsAsIfItWereNotThereAndAccountIsItsLowerCase() {
        String[] events = {event(11), entered(12, "queue"), event(13, "account:1", "Account_created")};

        assertThat(handed("call:", events)).containsExactly(11L);
        assertThat(handed("call:1:", events)).containsExactly(11L);
        assertThat(handed("customer_id:" + QUEUE + ":", events)).containsExactly(11L, 12L, 13L);
        assertThat(handed("Account:Account_created", events)).containsExactly(13L);
    }

    @Test
    void anEventIsHandedOverOnceHoweverManyTopicsOfASubscriptionMatchIt() {
        Connection connection = gateway.connected();
        List<String> topics = List.of("queue", "queuecall", "queue:" + QUEUE, "call:queuecall_*");
        connection.subscribe(topics, SubscribeOptions.live(), calls);
        gateway.socket().subscribed(10);

        gateway.socket().say(entered(11, "queue:" + QUEUE + ",call:1"));

        assertThat(calls.offsets).containsExactly(11L);
    }

    @Test
    void anEventNamesItsParents() {
        List<Event> events = new ArrayList<>();
        Connection connection = gateway.connected();
        connection.subscribe("queue", events::add);
        gateway.socket().subscribed(10);

        gateway.socket().say(entered(11, "queue,call:1"), event(12, "queue:1", "queue_updated"));

        assertThat(events.get(0).parents()).containsExactly("queue", "call:1");
        assertThat(events.get(1).parents()).isEmpty();
    }

    @Test
    void anEventThatNoTopicExplainsIsToldUnlessItWasOnItsWayWhenATopicWasTakenBack() {
        List<String> told = new ArrayList<>();
        Connection connection = gateway.connected();
        connection.onUnmatched(event -> told.add(event.subject()));
        Subscription subscription = connection.subscribe("call", calls);
        gateway.socket().subscribed(10);

        gateway.socket().say(event(11, "fax:1", "fax_sent"));
        subscription.unsubscribe();
        gateway.socket().say(event(12));

        assertThat(told).containsExactly("fax:1");
        assertThat(calls.offsets).isEmpty();
    }

    @Test
    void theHistoryOfAResourceSharesALineWithAnotherOneAsLongAsNoEventHasBoth() {
        FakeSocket socket = callsAndRecordings(SubscribeOptions.last(2));
        socket.subscribed(10, "\"replayed\":2");

        socket.say(
                event(8, "recording:1", "recording_started"), event(11), event(9, "recording:1", "recording_finished"));

        assertThat(gateway.socket()).isSameAs(socket);
        assertThat(recordings.offsets).containsExactly(8L, 9L);
        assertThat(calls.offsets).containsExactly(11L);
    }

    @Test
    void historyIsAskedForApartWhenAnEventMayHaveComeForAnotherTopicWhichDoesNotGetOldOnes() {
        FakeSocket socket = callsAndRecordings(SubscribeOptions.last(2));
        socket.subscribed(10, "\"replayed\":2");

        socket.say(recording(8));
        List<JsonNode> asked = socket.heard();
        socket.say(recording(9)); // was on its way
        socket.answer(asked.get(1), seq(10), "");
        socket.answer(asked.get(2), seq(10), "\"until\":\"" + seq(10) + "\",\"replayed\":2");
        socket.say(recording(8), recording(9), recording(11));

        assertThat(asked.get(0)).hasToString("{\"type\":\"unsubscribe\",\"topics\":[\"recording\"]}");
        assertThat(asked.get(2).path("once").asBoolean()).isTrue();
        assertThat(gateway.sockets).hasSize(1);
        assertThat(recordings.offsets).containsExactly(8L, 9L, 11L);
        assertThat(calls.offsets).containsExactly(11L);
    }

    @Test
    void anEventOnItsWayWhenHistoryIsAskedForDoesNotLeaveAHoleInIt() {
        FakeSocket socket = callsAndRecordings(SubscribeOptions.last(2));

        socket.say(recording(11));
        List<JsonNode> asked = socket.heard();
        socket.answer(asked.get(asked.size() - 1), seq(11), "\"until\":\"" + seq(11) + "\",\"replayed\":2");
        socket.say(recording(8), recording(11));

        assertThat(calls.offsets).containsExactly(11L);
        assertThat(recordings.offsets).containsExactly(8L, 11L);
    }

    @Test
    void historyThatHadBegunWhenTheConnectionWasLostComesAsAWholeFromTheNextOne() {
        Connection connection = gateway.connected();
        FakeSocket socket = gateway.socket();
        connection.subscribe("call", calls);
        socket.subscribed(5); // others are still behind
        connection.subscribe("recording", SubscribeOptions.last(2), recordings);
        socket.subscribed(5, "\"replayed\":2");
        socket.say(event(8, "recording:1", "recording_started"));

        socket.cut();
        FakeSocket next = gateway.reconnected(connection);
        List<JsonNode> asked = next.heard();
        next.answer(asked.get(0), seq(5), "\"recovered\":true");
        next.answer(asked.get(1), seq(5), "\"replayed\":2");
        next.say(event(8, "recording:1", "recording_started"), event(9, "recording:1", "recording_finished"));

        assertThat(recordings.offsets).containsExactly(8L, 9L);
    }
}
