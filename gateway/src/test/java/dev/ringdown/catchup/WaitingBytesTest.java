package dev.ringdown.catchup;

import static dev.ringdown.catchup.CatchUp.BYTES_PER_SMALL_STEP;
import static dev.ringdown.catchup.CatchUp.BYTES_PER_STEP;
import static dev.ringdown.testing.People.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many bytes wait for sockets that do not read while they are brought up: counted, not as the process shows them. */
class WaitingBytesTest {
    private static final int PAGES = 1_000;
    private static final int KIB = 1024;
    private static final long CROWDED_BYTES = 16L * KIB * KIB;

    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final List<FakeSocket> sockets =
            Stream.generate(() -> new FakeSocket().takeLater()).limit(PAGES).toList();

    /** Entries of about a kilobyte, no two of which are of one call. */
    private void publish(int count) {
        IntStream.range(0, count)
                .mapToObj(i -> TestEvent.call("x".repeat(KIB)).id("c" + i))
                .forEach(gateway::append);
        loop.runUntilIdle();
    }

    private void resumeFrom(FakeSocket socket, long fromOffset) {
        gateway.connect(People.ADMIN, socket)
                .say("{'type':'subscribe','topics':['customer_id:" + CUSTOMER + "'],'after':'00000007-"
                        + String.format("%016x", fromOffset) + "'}");
    }

    private double waitingBytes() {
        return gateway.held("catch-up-bytes");
    }

    private int largest() {
        return gateway.log().store().read(CUSTOMER, -1, 1024).entries().stream()
                .mapToInt(entry -> entry.json().length)
                .max()
                .orElse(0);
    }

    @AfterEach
    void nothingWaitsAnyMore() {
        do {
            loop.runUntilIdle();
        } while (sockets.stream().filter(FakeSocket::take).count() > 0);
        assertThat(waitingBytes()).isZero();
        gateway.encoder().assertAllReleasedOnce();
    }

    @Test
    void aThousandPagesThatOpenTogetherWaitForOneStep() {
        publish(1_000);

        sockets.forEach(socket -> resumeFrom(socket, 0));
        loop.runUntilIdle();

        assertThat(waitingBytes()).isBetween((double) BYTES_PER_STEP, (double) BYTES_PER_STEP + largest());
    }

    @Test
    void thoseWhoShareNothingWaitForSmallStepsOnceMuchWaits() {
        publish(1_000);

        IntStream.range(0, PAGES).forEach(i -> resumeFrom(sockets.get(i), i % 900));
        loop.runUntilIdle();

        double many = CROWDED_BYTES + BYTES_PER_STEP + (double) PAGES * (BYTES_PER_SMALL_STEP + largest());
        assertThat(waitingBytes()).isBetween((double) CROWDED_BYTES, many);
    }

    @Test
    void allOfThemGetEverythingAllTheSame() {
        publish(200);

        IntStream.range(0, PAGES).forEach(i -> resumeFrom(sockets.get(i), i % 100));
        do {
            loop.runUntilIdle();
        } while (sockets.stream().filter(FakeSocket::take).count() > 0);

        assertThat(sockets.get(99).takeEvents())
                .extracting(LogEntry::offset)
                .containsExactlyElementsOf(
                        IntStream.range(99, 200).asLongStream().boxed().toList());
    }
}
