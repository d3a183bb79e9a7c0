package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Events;
import dev.ringdown.protocol.Limit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Eight appends and 100 bytes may wait, of which one customer may have a quarter; five appends and 30 bytes are taken at once,
 * and of one customer 20.
 */
class AppendQueueTest {
    private static final UUID FLOOD = Events.CUSTOMER;
    private static final UUID SHOP = Events.OTHER_CUSTOMER;
    private static final UUID CLINIC = new UUID(0, 3);

    private final AppendQueue<String> queue = new AppendQueue<>(new AppendQueue.Bounds(8, 100, 25, 5, 30, 20));

    @Test
    void customersTakeTurnsHoweverMuchEachHasWaiting() throws Exception {
        offer("flood 1", FLOOD, 1);
        offer("flood 2", FLOOD, 1);
        offer("flood 3", FLOOD, 1);
        offer("shop 1", SHOP, 1);
        offer("shop 2", SHOP, 1);
        offer("clinic 1", CLINIC, 1);

        assertThat(queue.take(0)).containsExactly("flood 1", "shop 1", "clinic 1", "flood 2", "shop 2");
        assertThat(queue.take(0)).containsExactly("flood 3");
        assertThat(queue.take(0)).isEmpty();
    }

    @Test
    void whoComesLaterGoesBeforeTheSecondOfWhoIsThere() throws Exception {
        offer("flood 1", FLOOD, 20);
        offer("flood 2", FLOOD, 20);
        assertThat(queue.take(0)).containsExactly("flood 1");
        offer("flood 3", FLOOD, 20);
        offer("shop 1", SHOP, 1);

        assertThat(queue.take(0)).containsExactly("flood 2", "shop 1");
        assertThat(queue.take(0)).containsExactly("flood 3");
    }

    @Test
    void anAppendOfSeveralKeepsItsPlaceAmongThoseOfEach() throws Exception {
        offer("flood 1", FLOOD, 1);
        offer("flood 2", FLOOD, 1);
        assertThat(queue.offer(new AppendLoad(Map.of(FLOOD, 1L, SHOP, 1L), 2), "both"))
                .isNull();
        offer("shop 1", SHOP, 1);
        offer("clinic 1", CLINIC, 1);

        assertThat(queue.take(0)).containsExactly("flood 1", "clinic 1", "flood 2", "both", "shop 1");
    }

    @Test
    void onlySoManyBytesAreTakenAtOnce() throws Exception {
        offer("flood 1", FLOOD, 20);
        offer("shop 1", SHOP, 10);
        offer("clinic 1", CLINIC, 1);

        assertThat(queue.take(0)).containsExactly("flood 1", "shop 1");
        assertThat(queue.take(0)).containsExactly("clinic 1");
    }

    @Test
    void ofOneCustomerFewerBytesAreTakenAtOnce() throws Exception {
        offer("flood 1", FLOOD, 12);
        offer("flood 2", FLOOD, 9);
        offer("flood 3", FLOOD, 11);
        offer("flood 4", FLOOD, 1);
        offer("shop 1", SHOP, 1);

        assertThat(queue.take(0)).containsExactly("flood 1", "shop 1");
        assertThat(queue.take(0)).containsExactly("flood 2", "flood 3");
        assertThat(queue.take(0)).containsExactly("flood 4");
    }

    @Test
    void anAppendThatIsLargerIsTakenAlone() throws Exception {
        offer("flood 1", FLOOD, 31);
        offer("shop 1", SHOP, 1);

        assertThat(queue.take(0)).containsExactly("flood 1");
        assertThat(queue.take(0)).containsExactly("shop 1");
    }

    @Test
    void theLastBytesAreForWhoHasLessThanItsShareWaiting() {
        offer("flood 1", FLOOD, 70);
        offer("flood 2", FLOOD, 5);

        assertThat(queue.offer(load(FLOOD, 1), "flood 3")).isEqualTo(AppendQueue.Refusal.SHARE);
        offer("shop 1", SHOP, 24);
        offer("shop 2", SHOP, 1);
        assertThat(queue.offer(load(SHOP, 1), "shop 3")).isEqualTo(AppendQueue.Refusal.BYTES);
        assertThat(AppendQueue.Refusal.SHARE.limit()).isEqualTo(Limit.APPEND_SHARE);
    }

    @Test
    void theLastPlacesAreForWhoHasLessThanItsShareWaiting() {
        offer("1", FLOOD, 1);
        offer("2", FLOOD, 1);
        offer("3", FLOOD, 1);
        offer("4", FLOOD, 1);
        offer("5", FLOOD, 1);
        offer("6", FLOOD, 1);

        assertThat(queue.offer(load(FLOOD, 1), "7")).isEqualTo(AppendQueue.Refusal.SHARE);
        offer("shop 1", SHOP, 1);
        offer("clinic 1", CLINIC, 1);
        assertThat(queue.offer(load(CLINIC, 1), "clinic 2")).isEqualTo(AppendQueue.Refusal.APPENDS);
    }

    @Test
    void aShareIsOfWhatStillWaitsAndMayBeUsedUp() throws Exception {
        offer("flood 1", FLOOD, 20);
        offer("flood 2", FLOOD, 20);
        assertThat(queue.take(0)).containsExactly("flood 1");
        queue.release(20);
        offer("shop 1", SHOP, 55);

        assertThat(queue.offer(load(FLOOD, 6), "flood 3")).isEqualTo(AppendQueue.Refusal.SHARE);
        offer("flood 3", FLOOD, 5);
        assertThat(queue.offer(load(FLOOD, 1), "flood 4")).isEqualTo(AppendQueue.Refusal.SHARE);
    }

    @Test
    void ofTheLastPlacesNobodyHasMoreThanItsShare() {
        offer("flood 1", FLOOD, 1);
        offer("flood 2", FLOOD, 1);
        offer("shop 1", SHOP, 1);
        offer("4", new UUID(0, 4), 1);
        offer("5", new UUID(0, 5), 1);
        offer("6", new UUID(0, 6), 1);

        assertThat(queue.offer(load(FLOOD, 1), "flood 3")).isEqualTo(AppendQueue.Refusal.SHARE);
        offer("shop 2", SHOP, 1);
        assertThat(queue.offer(load(SHOP, 1), "shop 3")).isEqualTo(AppendQueue.Refusal.SHARE);
    }

    @Test
    void bytesCountUntilTheyAreReleased() throws Exception {
        offer("flood 1", FLOOD, 100);
        assertThat(queue.take(0)).containsExactly("flood 1");
        assertThat(queue.waiting() == 0).isTrue();

        assertThat(queue.offer(load(SHOP, 1), "shop 1")).isEqualTo(AppendQueue.Refusal.BYTES);
        queue.release(100);

        offer("shop 1", SHOP, 1);
    }

    @Test
    void whatIsLargerThanAllRoomWaitsWhereNothingElseDoes() throws Exception {
        offer("flood 1", FLOOD, 101);

        assertThat(queue.offer(load(SHOP, 1), "shop 1")).isEqualTo(AppendQueue.Refusal.BYTES);
        assertThat(queue.take(0)).containsExactly("flood 1");
    }

    @Test
    void whenItEndsItTellsWhatIsLeftAndTakesNoMore() {
        offer("flood 1", FLOOD, 1);
        offer("flood 2", FLOOD, 1);
        offer("shop 1", SHOP, 1);

        assertThat(queue.end()).containsExactly("flood 1", "shop 1", "flood 2");
        assertThat(queue.offer(load(FLOOD, 1), "flood 3")).isEqualTo(AppendQueue.Refusal.ENDED);
    }

    @Test
    @Timeout(10)
    void whoWaitsHasWhatComesAtOnce() throws Exception {
        CompletableFuture<List<String>> taken = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                taken.complete(queue.take(600_000));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        offer("shop 1", SHOP, 1);

        assertThat(taken.get()).containsExactly("shop 1");
    }

    /** Each asks on a thread of its own, which is over before the next one asks. */
    @Test
    @Timeout(10)
    void whoeverHasAskedKeepsNobodyOut() throws Exception {
        List<Callable<?>> askings = List.of(
                () -> queue.offer(load(SHOP, 1), "shop 1"),
                () -> queue.take(0),
                queue::poll,
                queue::waiting,
                queue::bytes,
                Executors.callable(() -> queue.release(1)),
                queue::end,
                queue::waiting);

        for (Callable<?> asking : askings) {
            FutureTask<?> task = new FutureTask<>(asking);
            Thread asks = new Thread(task);
            asks.start();
            task.get();
            asks.join();
        }

        assertThat(queue.waiting()).isZero();
        assertThat(queue.bytes()).isZero();
    }

    private void offer(String name, UUID customer, long bytes) {
        assertThat(queue.offer(load(customer, bytes), name)).as(name).isNull();
    }

    private static AppendLoad load(UUID customer, long bytes) {
        return new AppendLoad(Map.of(customer, bytes), bytes);
    }
}
