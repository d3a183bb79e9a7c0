package dev.ringdown.journal.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.journal.Journal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who follows anew since the one before hears nothing must not have to wait for what may be why. */
class FollowAgainTest {
    private static final int PATIENCE_SECONDS = 120;

    /** Does not come back from the first record that it is told until somebody says so. */
    private static final class Busy implements Journal.Follower {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        @Override
        public void record(long position, long millis, byte[] bytes) {
            begun.countDown();
            try {
                assertThat(over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void replaced() {
            throw new AssertionError("replaced");
        }

        @Override
        public void truncated(long lastPosition) {
            throw new AssertionError("truncated " + lastPosition);
        }
    }

    @Test
    void itDoesNotWaitAndNothingIsToldBeforeTheOneBeforeIsDone() throws Exception {
        Busy before = new Busy();
        Heard now = new Heard();
        try (Journal journal = Broker.open(Broker.newTopic())) {
            journal.append("a".getBytes(UTF_8)).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            journal.follow(-1, before);
            assertThat(before.begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            journal.follow(-1, now);
            assertThat(now.positions()).isEmpty();
            before.over.countDown();

            now.assertNext("a");
        }
    }
}
