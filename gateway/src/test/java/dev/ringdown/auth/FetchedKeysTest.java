package dev.ringdown.auth;

import static dev.ringdown.auth.PublishedKeys.Asked.BEFORE;
import static dev.ringdown.auth.PublishedKeys.Asked.LATELY;
import static dev.ringdown.auth.PublishedKeys.Asked.SINCE;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** When a key set is fetched, and what holds meanwhile. */
class FetchedKeysTest {
    private static final KeySet FIRST = keySet("one");
    private static final KeySet SECOND = keySet("two");
    private static final PublishedKeys.Unavailable UNAVAILABLE = new PublishedKeys.Unavailable(Duration.ofSeconds(5));

    private final Queue<CompletableFuture<KeySetPage.Content>> asked = new ArrayDeque<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(7).toNanos(); // it overflows in these tests
    private final FetchedKeys keys = new FetchedKeys(
            this::ask,
            new KeySetOptions(
                    URI.create("https://id.example.com/keys"), Duration.ofSeconds(5), 1024, Duration.ofHours(24)),
            new GatewayMetrics(registry),
            () -> nanos);

    @Test
    void itIsFetchedOnceForAllWhoWait() {
        CompletionStage<PublishedKeys.Answer> one = keys.keys();
        CompletionStage<PublishedKeys.Answer> other = keys.keys();

        answer(FIRST);

        assertThat(one).isCompletedWithValue(new PublishedKeys.Known(FIRST, SINCE));
        assertThat(other).isCompletedWithValue(new PublishedKeys.Known(FIRST, LATELY));
        assertThat(keys.keys()).isCompletedWithValue(new PublishedKeys.Known(FIRST, LATELY));
        assertThat(asked).isEmpty();
    }

    @Test
    void nobodyWaitsWhileItIsFetchedAgain() {
        fetched(FIRST);
        advance(Duration.ofMinutes(5));

        assertThat(keys.keys()).isCompletedWithValue(new PublishedKeys.Known(FIRST, BEFORE));
        answer(SECOND);

        assertThat(keys.keys()).isCompletedWithValue(new PublishedKeys.Known(SECOND, LATELY));
    }

    /** Or a key that was taken back hours ago would be good once more. */
    @Test
    void afterAQuietTimeItIsWaitedFor() {
        fetched(FIRST);
        advance(Duration.ofMinutes(10));

        CompletionStage<PublishedKeys.Answer> waiting = keys.keys();
        assertThat(waiting.toCompletableFuture()).isNotDone();
        answer(SECOND);

        assertThat(waiting).isCompletedWithValue(new PublishedKeys.Known(SECOND, SINCE));
    }

    /** The issuer is gone for an hour, and is back. */
    @Test
    void duringAnOutageTheKeysOfBeforeHoldAndNobodyWaits() {
        fetched(FIRST);
        advance(Duration.ofMinutes(10));
        CompletionStage<PublishedKeys.Answer> waiting = keys.keys();
        fail();
        assertThat(waiting).isCompletedWithValue(new PublishedKeys.Known(FIRST, BEFORE));

        advance(Duration.ofHours(1));
        assertThat(keys.keys()).isCompletedWithValue(new PublishedKeys.Known(FIRST, BEFORE));
        answer(SECOND);

        assertThat(keys.keys()).isCompletedWithValue(new PublishedKeys.Known(SECOND, LATELY));
    }

    @Test
    void keysOfBeforeDoNotHoldForEver() {
        fetched(FIRST);
        advance(Duration.ofHours(24).minusNanos(1));
        keys.keys();
        fail();
        assertThat(keys.keys()).isCompletedWithValue(new PublishedKeys.Known(FIRST, BEFORE));
        fail();
        advance(Duration.ofSeconds(5));

        CompletionStage<PublishedKeys.Answer> waiting = keys.keys();
        fail();

        assertThat(waiting).isCompletedWithValue(UNAVAILABLE);
    }

    /** However many tokens of made-up keys come, or of good ones, while it does not answer. */
    @Test
    void theIssuerIsAskedAFewTimesAtOnceAndThenEveryFiveSeconds() {
        for (int i = 0; i < 3; i++) {
            CompletionStage<PublishedKeys.Answer> waiting = keys.keys();
            fail();
            assertThat(waiting).isCompletedWithValue(UNAVAILABLE);
        }
        assertThat(keys.keys()).isCompletedWithValue(UNAVAILABLE);
        assertThat(keys.newerKeys()).isCompletedWithValue(UNAVAILABLE);
        assertThat(asked).isEmpty();

        advance(Duration.ofSeconds(5));
        CompletionStage<PublishedKeys.Answer> waiting = keys.newerKeys();
        answer(FIRST);

        assertThat(waiting).isCompletedWithValue(new PublishedKeys.Known(FIRST, SINCE));
    }

    @Test
    void forFiveSecondsItWasAskedLately() {
        fetched(FIRST);

        advance(Duration.ofSeconds(5).minusNanos(1));
        assertThat(keys.keys()).isCompletedWithValue(new PublishedKeys.Known(FIRST, LATELY));
        advance(Duration.ofNanos(1));

        assertThat(keys.keys()).isCompletedWithValue(new PublishedKeys.Known(FIRST, BEFORE));
        assertThat(asked).isEmpty();
    }

    /** A fetch that was under way may have been answered before the key was published. */
    @Test
    void onlyAFetchOfItsOwnIsConclusive() {
        fetched(FIRST);

        CompletionStage<PublishedKeys.Answer> first = keys.newerKeys();
        CompletionStage<PublishedKeys.Answer> joined = keys.newerKeys();
        answer(SECOND);

        assertThat(first).isCompletedWithValue(new PublishedKeys.Known(SECOND, SINCE));
        assertThat(joined).isCompletedWithValue(new PublishedKeys.Known(SECOND, LATELY));
    }

    @Test
    void aFetchThatFailsSaysNothingOfAKeyThatIsNotKnown() {
        fetched(FIRST);

        CompletionStage<PublishedKeys.Answer> waiting = keys.newerKeys();
        fail();

        assertThat(waiting).isCompletedWithValue(UNAVAILABLE);
        assertThat(keys.keys()).isCompletedWithValue(new PublishedKeys.Known(FIRST, LATELY));
    }

    @Test
    void aBugIsAnOutage() {
        CompletionStage<PublishedKeys.Answer> waiting = keys.keys();

        asked.remove().completeExceptionally(new IllegalStateException("a bug"));

        assertThat(waiting).isCompletedWithValue(UNAVAILABLE);
        fetched(FIRST);
    }

    @Test
    void anOutageIsWarnedOfOnceAndItsEndIsTold() {
        try (CapturedLog log = new CapturedLog()) {
            keys.keys();
            fail();
            keys.keys();
            fail();
            fetched(FIRST);

            assertThat(log.everythingOf(FetchedKeys.class))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("cannot fetch the key set of auth.jwt.jwks"
                                            + " url=https://id.example.com/keys reason=\"status 502\""),
                            line -> assertThat(line)
                                    .startsWith("the key set of auth.jwt.jwks is fetched again"
                                            + " url=https://id.example.com/keys"));
        }
        assertThat(fetches("failed")).isEqualTo(2);
        assertThat(fetches("fetched")).isEqualTo(1);
    }

    private double fetches(String outcome) {
        return registry.get("ringdown.key.set.fetches")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private CompletableFuture<KeySetPage.Content> ask() {
        CompletableFuture<KeySetPage.Content> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }

    private void fetched(KeySet set) {
        CompletionStage<PublishedKeys.Answer> waiting = keys.keys();
        answer(set);
        assertThat(waiting).isCompletedWithValue(new PublishedKeys.Known(set, SINCE));
    }

    private void answer(KeySet set) {
        asked.remove().complete(new KeySetPage.Content(set, ""));
    }

    private void fail() {
        asked.remove().complete(new KeySetPage.Content(null, "status 502"));
    }

    private void advance(Duration time) {
        nanos += time.toNanos();
    }

    private static KeySet keySet(String keyId) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
            return KeySet.parse(new JWKSet(key).toString(true));
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
