package dev.ringdown.publish;

import static dev.ringdown.publish.Publishing.CALL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One event a second of each customer, five at once, whoever publishes them. */
class CustomerBudgetTest {
    private static final String LIMIT = "limits.publish-events-per-customer";
    private static final String OTHERS_CALL = CALL.replace("5013bc52", "6013bc52");

    private final Publishing publishing = new Publishing(new CustomerRates.Maxima(1, 0, 0, 0));

    @Test
    void oneTooManyIsRefusedWithTheLimitAndNotStored() {
        publish(5);

        Answer answer = publishing.assertRefused(
                "application/json",
                CALL,
                429,
                "customer 5013bc52-da9a-11ee-844f-2fa34248de28: too much was published (" + LIMIT
                        + "); nothing was stored");

        assertThat(Publishing.text(answer)).contains("\"limit\":\"" + LIMIT + "\"");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(publishing.log.stored()).hasSize(5);
        assertThat(publishing.count("ringdown.limits.reached", "limit", LIMIT)).isOne();
    }

    @Test
    void publishersShareWhatACustomerMay() {
        publish(5);

        publishing.authorization("Bearer " + Publishing.OTHER_KEY);

        assertThat(publishing.send("application/json", CALL).join().status()).isEqualTo(429);
    }

    @Test
    void anotherCustomersEventsGoOn() {
        publish(5);

        assertThat(publishing.send("application/json", OTHERS_CALL).join().status())
                .isEqualTo(202);
    }

    @Test
    void whoWaitsMayPublishAgain() {
        publish(5);

        publishing.advance(Duration.ofSeconds(1));

        publish(1);
    }

    @Test
    void ofLinesThoseAreRefusedThatAreTooMuchAndNoOthers() {
        List<String> answers = new ArrayList<>();
        LineStream stream = publishing.stream(new LineStream.Sink() {
            @Override
            public void answers(byte[] lines, int count) {
                answers.addAll(new String(lines, UTF_8).lines().toList());
            }

            @Override
            public void ended() {}
        });
        publish(4);

        stream.offer(
                (CALL + "\n" + CALL + "\n" + OTHERS_CALL + "\n")
                        .replace('\'', '"')
                        .getBytes(UTF_8),
                0);

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).contains("\"sequence\"");
        assertThat(answers.get(1)).startsWith("{\"line\":2,\"status\":429,").contains("\"limit\":\"" + LIMIT + "\"");
        assertThat(answers.get(2)).contains("\"sequence\"");
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(publishing.send("application/json", CALL).join().status())
                    .isEqualTo(202);
        }
    }
}
