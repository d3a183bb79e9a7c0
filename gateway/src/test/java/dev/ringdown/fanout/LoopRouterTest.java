package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.routing.Interest;
import dev.ringdown.testing.People;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopRouterTest {
    private final Fanout fanout = new Fanout();
    private final FakeReceiver desk = new FakeReceiver();
    private final FakeReceiver wallboard = new FakeReceiver();

    @AfterEach
    void framesAreGivenBack() {
        fanout.encoder.assertAllReleasedOnce();
    }

    @Test
    void everyEventArrivesOnceAndInOrder() {
        fanout.subscribe(desk, "call");

        fanout.publish(call("created"));
        fanout.publish(call("progressing"), call("hangup"));

        desk.assertGot(0L, 1L, 2L);
    }

    @Test
    void anEventThatSeveralFiltersMatchArrivesOnce() {
        fanout.subscribe(desk, "call");
        fanout.subscribe(desk, "call");
        fanout.subscribe(desk, "call", "c1");

        fanout.publish(call("created"));

        desk.assertGot(0L);
    }

    @Test
    void everybodyGetsOnlyWhatTheyAskedFor() {
        fanout.subscribe(desk, "call", "c2");
        fanout.subscribeTyped(wallboard, "call", "call_hangup");

        fanout.publish(call("created"), call("created").id("c2"), call("hangup"), of("callback", "created"));

        desk.assertGot(1L);
        wallboard.assertGot(2L);
    }

    @Test
    void anotherCustomersEventsAreNobodysHere() {
        fanout.subscribe(desk, "call");

        fanout.publish(call("created").customer(People.OTHER_CUSTOMER));

        desk.assertGotNothing();
    }

    @Test
    void whatPiledUpIsWrittenAtOnce() {
        fanout.subscribe(desk, "call");

        fanout.append(call("created"));
        fanout.append(call("progressing"));
        fanout.append(call("hangup"));
        fanout.loop.runUntilIdle();

        assertThat(desk.writes).hasSize(1);
        desk.assertGot(0L, 1L, 2L);
    }

    @Test
    void aBusyLoopIsWokenOnce() {
        fanout.subscribe(desk, "call");

        fanout.append(call("created"));
        fanout.append(call("progressing"));

        assertThat(fanout.loop.waiting()).isOne();
        fanout.loop.runUntilIdle();
    }

    @Test
    void aLoopWithoutInterestIsNotWoken() {
        fanout.append(call("created"));

        assertThat(fanout.loop.isIdle()).isTrue();
    }

    @Test
    void anEventThatNobodyWantsIsNotEncoded() {
        fanout.subscribe(desk, "queue");

        fanout.publish(call("created"));

        assertThat(fanout.encoder.encodings()).isZero();
        assertThat(fanout.router.routedOffset()).isZero();
    }

    @Test
    void whoTookItsFilterBackGetsNothingMore() {
        Interest calls = fanout.subscribe(desk, "call");
        fanout.subscribe(wallboard, "call");
        fanout.publish(call("created"));

        fanout.router.unsubscribe(calls);
        fanout.publish(call("hangup"));

        desk.assertGot(0L);
        wallboard.assertGot(0L, 1L);
    }

    @Test
    void aLoopThatLostInterestIsNotWokenAnyMore() {
        Interest calls = fanout.subscribe(desk, "call");
        fanout.publish(call("created"));

        fanout.router.unsubscribe(calls);
        fanout.publish(call("hangup")); // the loop notices that nobody listens
        fanout.append(call("updated"));

        assertThat(fanout.loop.isIdle()).isTrue();
        assertThat(fanout.router.routedOffset()).isEqualTo(2);
    }

    @Test
    void theLagIsWhatHasNotBeenRoutedYet() {
        fanout.subscribe(desk, "call");

        fanout.append(call("created"), call("progressing"));
        assertThat(fanout.router.lag()).isEqualTo(2);
        fanout.loop.runUntilIdle();

        assertThat(fanout.router.lag()).isZero();
    }

    @Test
    void deliveriesAreCountedForEveryReceiver() {
        fanout.subscribe(desk, "call");
        fanout.subscribe(wallboard, "call");
        fanout.subscribe(wallboard, "queue");

        fanout.publish(call("created"), of("queue", "created"));

        assertThat(fanout.count("ringdown.deliveries")).isEqualTo(3);
    }

    @Test
    void everyEventIsMeasuredOnceHoweverManyDrainsFollow() {
        fanout.subscribe(desk, "call");

        fanout.publish(call("created"), call("progressing"));
        fanout.publish(call("hangup"));
        fanout.publish(of("queue", "created"));

        assertThat(fanout.measured("ringdown.publish.to.write")).isEqualTo(3);
        assertThat(fanout.measured("ringdown.events.per.drain")).isEqualTo(2);
        assertThat(fanout.count("ringdown.deliveries")).isEqualTo(3);
    }

    @Test
    void whoHasGoneIsNotHeld() {
        fanout.subscribe(wallboard, "call");
        WeakReference<FakeReceiver> gone = getOneEventAndGo();
        fanout.publish(call("hangup"));

        System.gc();

        assertThat(gone.get()).isNull();
    }

    private WeakReference<FakeReceiver> getOneEventAndGo() {
        FakeReceiver visitor = new FakeReceiver();
        Interest calls = fanout.subscribe(visitor, "call");
        fanout.publish(call("created"));
        visitor.assertGot(0L);
        fanout.router.unsubscribe(calls);
        fanout.router.remove(visitor);
        return new WeakReference<>(visitor);
    }
}
