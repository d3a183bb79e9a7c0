package dev.ringdown.limits;

import static dev.ringdown.testing.Addresses.network;
import static java.util.concurrent.CompletableFuture.runAsync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.ConnectionLimits.Admitted;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.TestLimits;
import dev.ringdown.testing.TestLimits.Connections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event loop admits at the same time; each has clients of its own, of whom one may connect a hundred times. */
@Timeout(60)
class ConcurrentTotalTest {
    private static final int LOOPS = 4;
    private static final int TOTAL = 150;
    private static final int OF_ONE_HOLDER = 100;

    private final ConnectionLimits limits = TestLimits.of(
            new Connections(TOTAL, 1_000_000, OF_ONE_HOLDER, 1_000_000), new GatewayMetrics(new SimpleMeterRegistry()));
    private final ExecutorService loops = Executors.newFixedThreadPool(LOOPS);
    private final Queue<Admitted> admitted = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        loops.shutdownNow();
    }

    @Test
    void theNodeIsFilledToItsLimitAndNotBeyond() {
        onEveryLoop(this::admitMany);

        assertThat(admitted).hasSize(TOTAL);
        assertThat(limits.open()).isEqualTo(TOTAL);
    }

    @Test
    void refusalsOfEveryKindLeaveTheTotalRight() {
        onEveryLoop(this::admitOneTooManyThenLeave);

        assertThat(limits.open()).isZero();
    }

    private void onEveryLoop(IntConsumer work) {
        List<CompletableFuture<Void>> all = IntStream.range(0, LOOPS)
                .mapToObj(loop -> runAsync(() -> work.accept(loop), loops))
                .toList();
        all.forEach(CompletableFuture::join);
    }

    private void admitMany(int loop) {
        for (int i = 0; i < TOTAL; i++) {
            if (limits.admit(network("10.0.0." + i), "agent:" + loop + '-' + i, new UUID(0, loop))
                    instanceof Admitted one) {
                admitted.add(one);
            }
        }
    }

    private void admitOneTooManyThenLeave(int loop) {
        Queue<Admitted> own = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i <= OF_ONE_HOLDER; i++) {
                if (limits.admit(network("10.0.0.1"), "agent:" + loop, new UUID(0, loop)) instanceof Admitted one) {
                    own.add(one);
                }
            }
            own.forEach(Admitted::release);
            own.clear();
        }
    }
}
