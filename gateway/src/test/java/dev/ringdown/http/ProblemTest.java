package dev.ringdown.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ringdown.protocol.Limit;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void aProblemIsWrittenAsRfc9457HasIt() {
        Answer answer =
                Problem.of(403, "Forbidden", "the customer \"c1\" is frozen").toAnswer();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .asString(UTF_8)
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,"
                        + "\"detail\":\"the customer \\\"c1\\\" is frozen\"}");
    }

    @Test
    void headersAreAddedOneByOne() {
        Answer answer = Problem.of(503, "Service Unavailable", "full")
                .withHeader("Connection", "close")
                .retryAfterSeconds(10)
                .toAnswer();

        assertThat(answer.headers()).containsExactly(entry("Connection", "close"), entry("Retry-After", "10"));
    }

    @Test
    void itNamesTheLimitThatWasReached() {
        Answer answer = Problem.of(429, "Too Many", "wait")
                .withLimit(Limit.PUBLISH_RATE)
                .toAnswer();

        assertThat(answer.body()).asString(UTF_8).endsWith("\"detail\":\"wait\",\"limit\":\"limits.publish-rate\"}");
    }

    @Test
    void itSaysWhereItIsNotKnownWhetherSomethingWasStored() {
        Answer answer = Problem.of(503, "Service Unavailable", "no answer")
                .maybeStored()
                .withHeader("Connection", "close")
                .toAnswer();

        assertThat(answer.body()).asString(UTF_8).endsWith("\"detail\":\"no answer\",\"stored\":\"unknown\"}");
        assertThat(answer.headers()).containsExactly(entry("Connection", "close"));
    }

    @Test
    void howLongToWaitIsKnownIfItIsSaid() {
        assertThat(Problem.of(503, "Service Unavailable", "full")
                        .retryAfterSeconds(10)
                        .retryAfterSeconds())
                .isEqualTo(10);
        assertThat(Problem.of(400, "Bad Request", "no").retryAfterSeconds()).isNull();
    }

    @Test
    void halfOfASurrogatePairInTheDetailIsNoReasonToFail() {
        Answer answer = Problem.of(400, "Bad Request", "type: \uD83D").toAnswer();

        assertThat(answer.body()).asString(UTF_8).endsWith("\"detail\":\"type: ?\"}");
    }
}
