package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.heartbeat;
import static dev.ringdown.client.FakeSocket.seq;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final String CUSTOMER = "71c18690-ee42-490b-b1bb-54d8d101b5b9";
    private static final String AGENT = "14d7973c-5c2a-449c-bef1-fd0ed1548fcd";

    private final FakeGateway gateway = new FakeGateway();
    private final Received received = new Received();
    private final Connection connection = gateway.connected();
    private final FakeSocket socket = gateway.socket();

    private Subscription live(String topic) {
        return live(topic, new Received());
    }

    private Subscription live(String topic, Received by) {
        Subscription subscription = connection.subscribe(topic, by);
        gateway.socket().subscribed(10);
        return subscription;
    }

    /** The socket of a line of its own, greeted. */
    private FakeSocket own() {
        FakeSocket own = gateway.socket();
        assertThat(own).isNotSameAs(socket);
        own.welcome();
        return own;
    }

    @Test
    void anEventGoesToEverySubscriptionThatAskedForItAndToNoOther() {
        Received one = new Received();
        Received hangups = new Received();
        live("call", received);
        live("call:1", one);
        connection.subscribe("callback", SubscribeOptions.live().types("callback_h*"), hangups);
        socket.subscribed(10);

        socket.say(
                event(11),
                event(12, "call:2", "call_created"),
                event(13, "callback:1", "callback_hangup"),
                event(14, "callback:1", "callback_created"));

        assertThat(received.offsets).containsExactly(11L, 12L);
        assertThat(one.offsets).containsExactly(11L);
        assertThat(hangups.offsets).containsExactly(13L);
    }

    @Test
    void uuidsCompareWithoutRegardToCase() {
        live("call:F052EFF5-DB6C-4C1D-87C6-AD175E3DFA95", received);

        socket.say(event(11, "call:f052eff5-db6c-4c1d-87c6-ad175e3dfa95", "call_created"));

        assertThat(received.offsets).containsExactly(11L);
    }

    @Test
    void aTopicThatIsLiveAlreadyIsNotAskedForAgainAndIsTakenBackByTheLastWhoHoldsIt() {
        Subscription first = live("call");
        Subscription second = connection.subscribe("call", received);

        first.unsubscribe();
        List<?> afterFirst = socket.heard();
        second.unsubscribe();

        assertThat(second.ready()).isCompleted();
        assertThat(afterFirst).isEmpty();
        assertThat(socket.heardOne()).hasToString("{\"type\":\"unsubscribe\",\"topics\":[\"call\"]}");
    }

    @Test
    void whatTheServerWouldNotSendAgainIsAskedForApartOnTheSameSocketAndGoesToWhoAsked() {
        Received all = new Received();
        live("call", all);

        connection.subscribe("call", SubscribeOptions.last(2), received);
        JsonNode asked = socket.heardOne();
        socket.say(event(11));
        socket.answer(asked, seq(11), "\"until\":\"" + seq(11) + "\",\"replayed\":2");
        socket.say(event(9), event(12), event(11), event(13));

        assertThat(asked)
                .hasToString("{\"type\":\"subscribe\",\"id\":2,\"topics\":[\"call\"],\"last\":2,\"once\":true}");
        assertThat(gateway.sockets).hasSize(1);
        assertThat(all.offsets).containsExactly(11L, 12L, 13L);
        assertThat(received.offsets).containsExactly(9L, 11L, 12L, 13L);
    }

    @Test
    void historyWhoseSubscriptionHasEndedMeanwhileGoesToNobody() {
        Received all = new Received();
        live("call", all);
        socket.say(event(11));
        Subscription subscription = connection.subscribe("call", SubscribeOptions.last(2), received);
        JsonNode asked = socket.heardOne();
        subscription.unsubscribe();

        socket.answer(asked, seq(11), "\"until\":\"" + seq(11) + "\",\"replayed\":2");
        socket.say(event(9), event(11), event(12));

        assertThat(all.offsets).containsExactly(11L, 12L);
    }

    @Test
    void whoHasGotFurtherThanALiveTopicJoinsItAndIsNotHandedAgainWhatItHad() {
        live("call");

        connection.subscribe("call", SubscribeOptions.after(seq(15)), received);
        socket.say(event(12), event(16));

        assertThat(gateway.socket()).isSameAs(socket);
        assertThat(socket.heard()).isEmpty();
        assertThat(received.offsets).containsExactly(16L);
    }

    @Test
    void whoIsBehindALiveTopicIsBroughtUpOnALineOfItsOwn() {
        live("call");

        connection.subscribe("call", SubscribeOptions.after(seq(5)), received);

        assertThat(own().heardOne().path("after").asText()).isEqualTo(seq(5));
        assertThat(socket.heard()).isEmpty();
    }

    @Test
    void aSocketOfItsOwnEndsWithItsSubscriptionHoweverOftenItIsMounted() {
        connection.subscribe("call", SubscribeOptions.live().types("call_hangup"), received);
        socket.subscribed(10);

        IntStream.range(0, 10).forEach(i -> {
            Subscription wider = connection.subscribe("call", received);
            own().subscribed(10);
            wider.unsubscribe();
        });

        gateway.loop.settle();
        assertThat(gateway.sockets)
                .hasSize(11)
                .filteredOn(each -> !each.isClosed())
                .containsExactly(socket);
    }

    @Test
    void historyOfATopicThatWasGivenUpBeforeIsAskedForApart() {
        live("call").unsubscribe();
        socket.heard();

        connection.subscribe("call", SubscribeOptions.snapshot(), received);

        assertThat(gateway.sockets).hasSize(1);
        assertThat(socket.heard().stream().map(JsonNode::toString))
                .containsExactly(
                        "{\"type\":\"subscribe\",\"id\":2,\"topics\":[\"call\"]}",
                        "{\"type\":\"subscribe\",\"id\":3,\"topics\":[\"call\"],\"snapshot\":true,\"once\":true}");
    }

    @Test
    void topicsOfDifferentScopesDoNotShareALineSinceAnEventDoesNotNameItsScopes() {
        Received agents = new Received();
        live("customer_id:" + CUSTOMER + ":call", received);
        connection.subscribe("agent_id:" + AGENT + ":call", agents);
        own().subscribed(10);

        socket.say(event(11));

        assertThat(received.offsets).containsExactly(11L);
        assertThat(agents.offsets).isEmpty();
    }

    @Test
    void topicsOfDifferentScopesDoNotShareALineThoughTheirResourcesDifferSinceAnEventMayHaveBoth() {
        live("customer_id:" + CUSTOMER + ":call");
        connection.subscribe("agent_id:" + AGENT + ":recording", received);
        own().subscribed(10);

        socket.say(event(11, "recording:1", "recording_started", "call:1"));

        assertThat(received.offsets).isEmpty();
    }

    @Test
    void whoAskForTheSameTopicsShareALineWhateverTheScopesAre() {
        List<String> topics = List.of("customer_id:" + CUSTOMER + ":call", "agent_id:" + AGENT + ":chat");

        connection.subscribe(topics, SubscribeOptions.live(), received);
        connection.subscribe(topics, SubscribeOptions.live(), new Received());

        assertThat(gateway.socket()).isSameAs(socket);
    }

    @Test
    void positionsOfTheOwnCustomerAreNotThoseOfAnotherCustomer() {
        live("customer_id:" + AGENT + ":call");
        socket.say(event(11), heartbeat(50, 0));

        socket.cut();

        assertThat(gateway.reconnected(connection).heardOne().path("after").asText())
                .isEqualTo(seq(11));
    }

    @Test
    void theStateOfSeveralLinesIsTheWorstOfThem() {
        live("call");
        connection.subscribe("call", SubscribeOptions.after(seq(5)), received);
        FakeSocket own = own();
        boolean before = connection.state().isConnected();

        own.cut(1013, "connect again later");

        assertThat(before).isTrue();
        assertThat(connection.state().phase()).isEqualTo(State.Phase.DISCONNECTED);
        assertThat(connection.state().code()).isEqualTo(1013);
    }

    @Test
    void aRejectedTopicIsToldOnceAndNotAskedForAgain() {
        List<String> told = new ArrayList<>();
        connection.onRejected(rejected -> told.add("connection " + rejected.topic() + " " + rejected.code()));
        Subscription subscription = connection.subscribe(
                List.of("call", "Nonsense!"),
                SubscribeOptions.live().onRejected(rejected -> told.add(rejected.topic())),
                received);
        socket.heard();
        socket.say("""
                {"type":"subscribed","id":1,"topics":["call"],"rejected":[{"topic":"Nonsense!","code":"invalidtopic",\
                "message":"Nonsense!: not a topic"}],"sequence":"%s"}\
                """.formatted(seq(10)));

        socket.cut();
        FakeSocket next = gateway.reconnected(connection);

        Rejected rejected = new Rejected("Nonsense!", "invalidtopic", "Nonsense!: not a topic");
        assertThat(told).containsExactly("Nonsense!", "connection Nonsense! invalidtopic");
        assertThat(subscription.ready())
                .isCompletedWithValue(new Begun(List.of("call"), List.of(rejected), null, null, null, null));
        assertThat(next.heardOne().path("topics")).hasToString("[\"call\"]");
    }

    @Test
    void topicsThatTheServerTakesBackLaterAreRejected() {
        List<String> told = new ArrayList<>();
        connection.subscribe(
                "call", SubscribeOptions.live().onRejected(rejected -> told.add(rejected.code())), received);
        socket.subscribed(10);

        socket.say("{\"type\":\"error\",\"code\":\"forbidden\",\"message\":\"taken away\",\"topics\":[\"call\"]}");

        assertThat(told).containsExactly("forbidden");
    }

    @Test
    void manySubscriptionsAtOnceKeepBelowTheRateThatTheServerAllows() {
        IntStream.range(0, 100).forEach(i -> connection.subscribe("call:" + i, received));
        int atOnce = socket.heard().size();
        gateway.loop.advance(1000);
        int aSecondLater = socket.heard().size();
        gateway.loop.advance(1000);

        assertThat(List.of(atOnce, aSecondLater, socket.heard().size())).containsExactly(40, 40, 20);
    }

    @Test
    void nothingIsHandedOverAfterUnsubscribeNotEvenOfTheEventAtHand() {
        List<Subscription> others = new ArrayList<>();
        connection.subscribe("call", event -> others.forEach(Subscription::unsubscribe));
        socket.subscribed(10);
        others.add(connection.subscribe("call", received));

        socket.say(event(11));

        assertThat(received.offsets).isEmpty();
        assertThat(others.get(0).position()).isNull();
    }

    @Test
    void typesOfControlMessagesThatAreNotKnownAreToldAndElseIgnored() {
        List<String> told = new ArrayList<>();
        Runnable end = connection.onControlMessage(told::add);

        socket.say("{\"type\":\"explained\",\"id\":5}");
        end.run();
        socket.say(heartbeat(10, 0));

        assertThat(told).containsExactly("{\"type\":\"explained\",\"id\":5}");
        assertThat(connection.state().isConnected()).isTrue();
    }

    @Test
    void whatACallbackThrowsIsReportedAndDisturbsNobodyElse() {
        List<String> reported = new ArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> reported.add(e.getMessage()));
        connection.subscribe("call", event -> {
            throw new IllegalStateException("of the application");
        });
        socket.subscribed(10);
        connection.subscribe("call", received);

        socket.say(event(11));
        Thread.currentThread().setUncaughtExceptionHandler(before);

        assertThat(reported).containsExactly("of the application");
        assertThat(received.offsets).containsExactly(11L);
    }

    @Test
    void anEventShowsWhatWasPublished() {
        List<Event> events = new ArrayList<>();
        connection.subscribe("call", events::add);
        socket.subscribed(10);

        socket.say(event(11).replace("\"data\":{\"n\": 11}", "\"traced\":true,\"data\":{\"n\": 1.10}"));

        Event event = events.get(0);
        assertThat(event.type()).isEqualTo("call_created");
        assertThat(event.subject()).isEqualTo("call:1");
        assertThat(event.id()).isEqualTo("event-11");
        assertThat(event.source()).isEqualTo("/tests");
        assertThat(event.time()).isEqualTo("2026-11-24T06:27:34.024Z");
        assertThat(event.data()).isEqualTo("{\"n\": 1.10}");
        assertThat(event.attribute("traced")).isEqualTo("true");
        assertThat(event.attribute("specversion")).isEqualTo("1.0");
        assertThat(event.attribute("other")).isNull();
        assertThat(event).hasToString("call_created call:1 " + seq(11));
    }
}
