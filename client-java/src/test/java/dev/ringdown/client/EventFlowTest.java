package dev.ringdown.client;

import static dev.ringdown.client.FakeSocket.event;
import static dev.ringdown.client.FakeSocket.seq;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventFlowTest {
    private final FakeGateway gateway = new FakeGateway();
    private final Connection connection = gateway.connected();
    private final FakeSocket socket = gateway.socket();

    /** What a subscriber was told: offsets of events, and names of everything else. */
    private static class Told implements Flow.Subscriber<Item> {
        final List<Object> items = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        Flow.Subscription subscription() {
            return requireNonNull(subscription);
        }

        @Override
        public void onNext(Item item) {
            if (item instanceof Event event) {
                items.add(FakeSocket.offsetOf(event.sequence()));
            } else {
                items.add(item.getClass().getSimpleName());
            }
        }

        @Override
        public void onError(Throwable failure) {
            items.add(String.valueOf(failure.getMessage()));
        }

        @Override
        public void onComplete() {
            items.add("complete");
        }
    }

    private Told subscribed(int buffer) {
        Told told = new Told();
        connection.events(List.of("call"), SubscribeOptions.live(), buffer).subscribe(told);
        socket.subscribed(10);
        return told;
    }

    /** A super admin's; positions of different customers may be equal. */
    @Test
    void eventsOfSeveralCustomersAreAllHandedOver() {
        Told told = new Told();
        connection
                .events(
                        List.of("call", "customer_id:0e4c01f2-da9b-11ee-8a1b-43c5a2f20e11:call"),
                        SubscribeOptions.live(),
                        100)
                .subscribe(told);
        socket.subscribed(10);
        told.subscription().request(10);

        socket.say(event(500), event(3), event(500));

        assertThat(told.items).containsExactly(500L, 3L, 500L);
    }

    @Test
    void eventsComeInTheirOrderAsFarAsTheyAreRequested() {
        Told told = subscribed(10);
        socket.say(event(11), event(12));
        List<Object> unasked = List.copyOf(told.items);
        told.subscription().request(1);
        List<Object> one = List.copyOf(told.items);
        told.subscription().request(2);
        socket.say(event(13), event(14));

        assertThat(unasked).isEmpty();
        assertThat(one).containsExactly(11L);
        assertThat(told.items).containsExactly(11L, 12L, 13L);
    }

    @Test
    void whoRequestsInTheMidstOfAnEventGetsTheNextOne() {
        Told told = new Told() {
            @Override
            public void onNext(Item item) {
                super.onNext(item);
                subscription().request(1);
            }
        };
        connection.events("call", SubscribeOptions.live()).subscribe(told);
        socket.subscribed(10);
        socket.say(event(11), event(12));
        told.subscription().request(1);

        assertThat(told.items).containsExactly(11L, 12L);
    }

    @Test
    void cancellingEndsTheSubscription() {
        Told told = subscribed(10);
        told.subscription().request(Long.MAX_VALUE);
        socket.say(event(11));

        told.subscription().cancel();
        socket.say(event(12));

        assertThat(told.items).containsExactly(11L);
        assertThat(socket.heardOne()).hasToString("{\"type\":\"unsubscribe\",\"topics\":[\"call\"]}");
    }

    @Test
    void gapsAndRejectedTopicsStandWhereTheyBelongAndWithoutATopicItCompletes() {
        Told told = subscribed(10);
        told.subscription().request(Long.MAX_VALUE);

        socket.say(
                event(11),
                "{\"type\":\"gap\",\"topics\":[\"call\"],\"after\":\"" + seq(11) + "\",\"before\":\"" + seq(20)
                        + "\",\"count\":8,\"reason\":\"retention\"}",
                event(20),
                "{\"type\":\"error\",\"code\":\"forbidden\",\"message\":\"taken away\",\"topics\":[\"call\"]}");

        assertThat(told.items).containsExactly(11L, "Gap", 20L, "Rejected", "complete");
    }

    @Test
    void aSlowSubscriberGivesItsSubscriptionUpWhenItsBufferIsFullAndTakesItUpFromTheLogSoThatNothingIsDropped() {
        Told told = subscribed(2);
        socket.say(event(11), event(12), event(13));
        String givenUp = socket.heardOne().toString();
        told.subscription().request(2);
        List<Object> first = List.copyOf(told.items);

        told.subscription().request(2);
        FakeSocket again = gateway.socket();
        again.welcome();
        JsonNode asked = again.heardOne();
        again.answer(asked, seq(12), "\"recovered\":true");
        again.say(event(13), event(14));

        assertThat(givenUp).isEqualTo("{\"type\":\"unsubscribe\",\"topics\":[\"call\"]}");
        assertThat(first).containsExactly(11L, 12L);
        assertThat(asked.path("after").asText()).isEqualTo(seq(12));
        assertThat(told.items).containsExactly(11L, 12L, 13L, 14L);
    }

    @Test
    void aTopicThatWasRejectedIsNotAskedForAgainWhenASlowSubscriberHasCaughtUp() {
        Told told = new Told();
        connection.events(List.of("call", "chat"), SubscribeOptions.live(), 2).subscribe(told);
        socket.heardOne();
        socket.say("""
                {"type":"subscribed","id":1,"topics":["call"],"rejected":[{"topic":"chat","code":"forbidden",\
                "message":"not yours"}],"sequence":"%s"}\
                """.formatted(seq(10)));
        socket.say(event(11), event(12));

        told.subscription().request(3);
        told.subscription().request(1);
        FakeSocket again = gateway.socket();
        again.welcome();

        assertThat(told.items).containsExactly("Rejected", 11L);
        assertThat(again.heardOne().path("topics")).hasToString("[\"call\"]");
    }

    @Test
    void aConnectionThatIsLostWhileASlowSubscriberPausesDoesNotMatter() {
        Told told = subscribed(1);
        socket.say(event(11));
        socket.cut();
        FakeSocket next = gateway.reconnected(connection);

        told.subscription().request(2);

        assertThat(told.items).containsExactly(11L);
        assertThat(next.heardOne().path("after").asText()).isEqualTo(seq(11));
    }

    @Test
    void closingTheConnectionCompletesItBehindWhatWasWaiting() {
        Told told = subscribed(10);
        socket.say(event(11));

        connection.close();
        List<Object> before = List.copyOf(told.items);
        told.subscription().request(1);

        assertThat(before).isEmpty();
        assertThat(told.items).containsExactly(11L, "complete");
    }

    @Test
    void aConnectionThatStopsFailsIt() {
        Told told = subscribed(10);

        socket.cut(4403, "the customer is frozen");
        Told late = new Told();
        connection.events("call", SubscribeOptions.live()).subscribe(late);

        String stopped = "the connection has stopped: 4403 the customer is frozen";
        assertThat(told.items).containsExactly(stopped);
        assertThat(late.items).containsExactly(stopped);
    }

    @Test
    void requestingNothingIsAMistake() {
        Told told = subscribed(10);

        told.subscription().request(0);

        assertThat(told.items).containsExactly("request: 0 (expected: 1 or more)");
    }

    @Test
    void whoThrowsGetsNothingAnyMore() {
        List<String> reported = new ArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> reported.add(e.getMessage()));
        Told told = new Told() {
            @Override
            public void onNext(Item item) {
                super.onNext(item);
                throw new IllegalStateException("of the application");
            }
        };
        connection.events("call", SubscribeOptions.live()).subscribe(told);
        socket.subscribed(10);
        told.subscription().request(2);

        socket.say(event(11), event(12));
        Thread.currentThread().setUncaughtExceptionHandler(before);

        assertThat(told.items).containsExactly(11L);
        assertThat(reported).containsExactly("of the application");
    }
}
