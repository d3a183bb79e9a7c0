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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every event loop admits at the same time. */
@Timeout(60)
class ConcurrentAdmissionTest {
    private static final UUID C1 = new UUID(0, 1);

    private static final int LOOPS = 4;
    private static final int MAXIMUM = 100;

    private final ConnectionLimits limits = TestLimits.of(
            new Connections(1_000_000, 1_000_000, MAXIMUM, 1_000_000), new GatewayMetrics(new SimpleMeterRegistry()));
    private final ExecutorService loops = Executors.newFixedThreadPool(LOOPS);
    private final Queue<Admitted> admitted = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        loops.shutdownNow();
    }

    @Test
    void noMoreThanTheLimitAreEverAdmitted() {
        onEveryLoop(this::admitMany);

        assertThat(admitted).hasSize(MAXIMUM);
        assertThat(limits.open()).isEqualTo(MAXIMUM);
    }

    @Test
    void nothingIsLostInComingAndGoing() {
        onEveryLoop(this::comeAndGo);
        assertThat(limits.open()).isZero();

        onEveryLoop(this::admitMany);
        assertThat(admitted).hasSize(MAXIMUM);
    }

    private void onEveryLoop(Runnable work) {
        List<CompletableFuture<Void>> all = IntStream.range(0, LOOPS)
                .mapToObj(loop -> runAsync(work, loops))
                .toList();
        all.forEach(CompletableFuture::join);
    }

    private void admitMany() {
        for (int i = 0; i < MAXIMUM; i++) {
            if (limits.admit(network("10.0.0.1"), "agent:a", C1) instanceof Admitted one) {
                admitted.add(one);
            }
        }
    }

    private void comeAndGo() {
        for (int i = 0; i < 10_000; i++) {
            if (limits.admit(network("10.0.0.1"), "agent:a", C1) instanceof Admitted one) {
                one.release();
            }
        }
    }
}
