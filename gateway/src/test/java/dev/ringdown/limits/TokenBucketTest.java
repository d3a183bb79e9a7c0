package dev.ringdown.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    /** Near the end of its range, as {@link System#nanoTime()} may be. */
    private static final long NOW = Long.MAX_VALUE - 1;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void aFullBucketGivesItsBurstAndNoMore() {
        TokenBucket bucket = new TokenBucket(10, 3, NOW);

        assertThat(bucket.tryTake(1, NOW)).isTrue();
        assertThat(bucket.tryTake(2, NOW)).isTrue();
        assertThat(bucket.tryTake(1, NOW)).isFalse();
    }

    @Test
    void itFillsWithTime() {
        TokenBucket bucket = new TokenBucket(10, 3, NOW);
        bucket.tryTake(3, NOW);

        assertThat(bucket.tryTake(1, NOW + SECOND / 10 - 1)).isFalse();
        assertThat(bucket.tryTake(1, NOW + SECOND / 10)).isTrue();
        assertThat(bucket.tryTake(1, NOW + SECOND / 10)).isFalse();
    }

    @Test
    void whoAsksOftenIsNotFilledLess() {
        TokenBucket bucket = new TokenBucket(10, 1, NOW);
        bucket.tryTake(1, NOW);

        assertThat(bucket.tryTake(1, NOW + SECOND / 30)).isFalse();
        assertThat(bucket.tryTake(1, NOW + SECOND / 15)).isFalse();
        assertThat(bucket.tryTake(1, NOW + SECOND / 10)).isTrue();
    }

    @Test
    void itNeverHoldsMoreThanItsBurst() {
        TokenBucket bucket = new TokenBucket(10, 3, NOW);

        assertThat(bucket.tryTake(4, NOW + 1000 * SECOND)).isFalse();
        assertThat(bucket.tryTake(3, NOW + 1000 * SECOND)).isTrue();
        assertThat(bucket.tryTake(1, NOW + 1000 * SECOND)).isFalse();
    }

    @Test
    void aRefusedRequestTakesNothing() {
        TokenBucket bucket = new TokenBucket(10, 3, NOW);
        bucket.tryTake(2, NOW);

        assertThat(bucket.tryTake(2, NOW)).isFalse();
        assertThat(bucket.tryTake(1, NOW)).isTrue();
    }

    @Test
    void withoutARateItIsEmptiedOnce() {
        TokenBucket bucket = new TokenBucket(0, 1, NOW);

        assertThat(bucket.tryTake(1, NOW)).isTrue();
        assertThat(bucket.tryTake(1, NOW + 1000 * SECOND)).isFalse();
    }
}
