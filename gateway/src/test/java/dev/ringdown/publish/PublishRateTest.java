package dev.ringdown.publish;

import static dev.ringdown.publish.Publishing.CALL;
import static dev.ringdown.publish.Publishing.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two events a second of each publisher. */
class PublishRateTest {
    private static final String BATCH = "application/cloudevents-batch+json";

    private final Publishing publishing = new Publishing(2);

    @Test
    void oneTooManyIsRefusedAndNotStored() {
        publish();
        publish();

        Answer answer = publishing.assertRefused(
                "application/json", CALL, 429, "more than 2 events a second (limits.publish-rate); nothing was stored");

        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(publishing.log.stored()).hasSize(2);
        assertThat(publishing.count("ringdown.limits.reached", "limit", "limits.publish-rate"))
                .isOne();
    }

    @Test
    void whoWaitsMayPublishAgain() {
        publish();
        publish();

        publishing.advance(Duration.ofMillis(500));

        publish();
        assertThat(publishing.send("application/json", CALL).join().status()).isEqualTo(429);
    }

    @Test
    void publishersDoNotShareTheirRate() {
        publish();
        publish();

        publishing.authorization("Bearer " + OTHER_KEY);

        publish();
    }

    @Test
    void aBatchCountsAsItsEvents() {
        assertThat(publishing.send(BATCH, batch(2)).join().status()).isEqualTo(202);

        assertThat(publishing.send("application/json", CALL).join().status()).isEqualTo(429);
    }

    @Test
    void aBatchLargerThanTheRatePassesWhenNothingElseDoes() {
        assertThat(publishing.send(BATCH, batch(3)).join().status()).isEqualTo(202);
        publishing.advance(Duration.ofMillis(500));
        assertThat(publishing.send(BATCH, batch(3)).join().status()).isEqualTo(429);

        publishing.advance(Duration.ofMillis(500));

        assertThat(publishing.send(BATCH, batch(3)).join().status()).isEqualTo(202);
    }

    @Test
    void whatIsMalformedCostsNothing() {
        publishing.send("application/json", "{").join();
        publishing.send("application/json", "{").join();

        publish();
        publish();
    }

    private void publish() {
        assertThat(publishing.send("application/json", CALL).join().status()).isEqualTo(202);
    }

    private String batch(int events) {
        int first = publishing.log.stored().size();
        return IntStream.range(0, events)
                .mapToObj(i -> "{'specversion':'1.0','id':'e" + (first + i)
                        + "','source':'/s','type':'call_created','subject':'call:1',"
                        + "'customerid':'5013bc52-da9a-11ee-844f-2fa34248de28'}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
