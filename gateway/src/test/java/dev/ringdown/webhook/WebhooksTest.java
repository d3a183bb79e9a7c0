package dev.ringdown.webhook;

import static dev.ringdown.testing.People.CUSTOMER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.CustomerRates;
import dev.ringdown.testing.CapturedLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted, from its signature to the log. */
class WebhooksTest {
    private static final String UNSIGNED = "X-VoIPBIN-Signature: missing or wrong, or no such webhook (expected: ";

    private final CapturedLog logged = new CapturedLog();
    private final Posting voipbin = new Posting();

    @AfterEach
    void theSecretIsNotLogged() {
        logged.close();
        assertThat(logged.everythingOf(Refusals.class)).noneMatch(line -> line.contains(Signed.SECRET));
    }

    /** The id as other tools make it: {@code printf 'call_created\0<id>\0<data>' | sha256sum}. */
    @Test
    void whatIsSignedIsStored() {
        Answer answer = voipbin.post(Signed.CALL).join();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(voipbin.log().stored())
                .singleElement()
                .satisfies(event -> assertThat(event.name())
                        .isEqualTo(new EventName(
                                "/webhook-manager",
                                "0ed1105b0df516c0185eeecc139c607e3dc19f3cb0a80c00c68dcc59d8825784")));
        assertThat(text(answer)).contains("\"sequence\":\"");
        assertThat(voipbin.ended("pbx", "stored")).isOne();
    }

    /** VoIPBin tries three times, a second apart, when it gets no answer or a 5xx. */
    @Test
    void threeTriesAreOneEvent() {
        voipbin.post(Signed.CALL).join();

        Answer second = voipbin.post(Signed.CALL).join();
        Answer third = voipbin.post(Signed.CALL).join();

        assertThat(second.status()).isEqualTo(200);
        assertThat(text(third)).contains("\"duplicate\":true");
        assertThat(voipbin.log().stored()).hasSize(1);
        assertThat(voipbin.ended("pbx", "duplicate")).isEqualTo(2);
    }

    @Test
    void itIsAnsweredWhenTheLogHasItAndNotBefore() {
        voipbin.log().takeYourTime();
        CompletableFuture<Answer> answer = voipbin.post(Signed.CALL);
        assertThat(answer).isNotDone();

        voipbin.log().acknowledge();

        assertThat(answer.join().status()).isEqualTo(202);
    }

    /** Else a stranger could try names until one is answered in another way. */
    @Test
    void aWrongNameIsAnsweredAsAWrongSignature() {
        String zeros = "sha256=" + "0".repeat(64);

        Answer wrongSignature =
                voipbin.post(Posting.PATH, Signed.CALL.body(), zeros).join();
        Answer wrongName = voipbin.post(Posting.PATH + "2", Signed.CALL.body(), Signed.CALL.signature())
                .join();

        assertThat(wrongName.status()).isEqualTo(403);
        assertThat(text(wrongName)).isEqualTo(text(wrongSignature)).contains(UNSIGNED);
        assertThat(wrongName.headers()).isEqualTo(wrongSignature.headers());
        assertThat(voipbin.log().stored()).isEmpty();
        assertThat(voipbin.ended("pbx", "wrong-signature")).isOne();
        assertThat(voipbin.ended("", "unknown")).isOne();
    }

    @Test
    void theSignatureIsOfTheBytesAndNotOfWhatTheyMean() {
        Answer answer = voipbin.post(Posting.PATH, Signed.CALL.body() + " ", Signed.CALL.signature())
                .join();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(voipbin.log().stored()).isEmpty();
    }

    @Test
    void anAddressOfWhichTooManyAreWrongIsRefusedByTheHead() {
        voipbin.postWrong(Posting.MAX_BAD_SIGNATURES - 1);
        assertThat(voipbin.webhooks().refusal(voipbin.head("POST"), Posting.CLIENT))
                .isNull();

        voipbin.postWrong(1);

        Problem refusal = refusal("POST");
        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.limit()).isEqualTo(Limit.BAD_SIGNATURES_PER_MINUTE);
        assertThat(refusal.headers()).containsEntry("Retry-After", "12");
        assertThat(voipbin.ended("pbx", "too-many-wrong")).isOne();
    }

    /** All webhooks of a platform come from one address, and one of its secrets may be wrong. */
    @Test
    void anAddressThatHasSignedWellIsSpared() {
        voipbin.post(Signed.CALL).join();

        voipbin.postWrong(Posting.MAX_BAD_SIGNATURES);

        assertThat(voipbin.webhooks().refusal(voipbin.head("POST"), Posting.CLIENT))
                .isNull();
    }

    @Test
    void whatIsNotSignedCountsAsWhatIsSignedWrongly() {
        voipbin.without(Signature.HEADER);

        IntStream.range(0, Posting.MAX_BAD_SIGNATURES)
                .forEach(i -> assertThat(refusal("POST").status()).isEqualTo(403));

        assertThat(refusal("POST").status()).isEqualTo(503);
    }

    @Test
    void nothingIsReadBeforeTheSignatureIsGood() {
        Answer answer = voipbin.post(Posting.PATH, Signed.NO_JSON.body(), Signed.CALL.signature())
                .join();

        assertThat(text(answer)).contains(UNSIGNED);
    }

    @Test
    void anotherCustomersEventIsRefused() {
        Answer answer = voipbin.post(Signed.ANOTHER_CUSTOMERS_CALL).join();

        assertRefused(
                answer, 403, "data.customer_id: 11111111-1111-4111-8111-111111111111 (expected: the customer of this");
        assertThat(voipbin.log().stored()).isEmpty();
        assertThat(voipbin.ended("pbx", "foreign")).isOne();
    }

    @Test
    void whatIsNoEventIsRefused() {
        assertRefused(voipbin.post(Signed.NO_JSON).join(), 400, "body: not JSON");
        assertRefused(voipbin.post(Signed.WITHOUT_AN_ID).join(), 422, "data.id: missing");

        assertThat(voipbin.ended("pbx", "invalid")).isEqualTo(2);
    }

    @Test
    void whileTheLogTakesNothingVoipbinIsToldToComeBack() {
        voipbin.log().answer(new AppendOutcome.Refused("too much is waiting", Limit.APPEND_BYTES));

        Answer answer = voipbin.post(Signed.CALL).join();

        assertRefused(answer, 503, "too much is waiting");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(voipbin.ended("pbx", "unavailable")).isOne();
        assertThat(voipbin.count("ringdown.limits.reached", "limit", "limits.append-bytes"))
                .isOne();
    }

    @Test
    void whereItIsNotKnownWhetherTheEventWasStoredVoipbinIsToldToComeBack() {
        voipbin.log().answer(new AppendOutcome.Unknown("the disk failed"));

        Answer answer = voipbin.post(Signed.CALL).join();

        assertRefused(answer, 503, "the disk failed");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(voipbin.ended("pbx", "not-known")).isOne();
    }

    @Test
    void aFailureThatNobodyExpectedIsNotToldInDetail() {
        voipbin.log().fail(new IllegalStateException("password=hunter2"));

        assertRefused(voipbin.post(Signed.CALL).join(), 500, "the log of the server has the reason");
        assertThat(voipbin.ended("pbx", "failed")).isOne();
    }

    /** After a 429 VoIPBin would not try again, and the event would be lost. */
    @Test
    void whoIsTooFastIsToldToComeBack() {
        Posting fast = new Posting(1, Runnable::run);
        fast.post(Signed.CALL).join();

        Answer answer = fast.post(Signed.CALL).join();

        assertRefused(answer, 503, "more than 1 events a second (limits.publish-rate); nothing was stored");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(fast.ended("pbx", "over-rate")).isOne();
        assertThat(fast.count("ringdown.limits.reached", "limit", "limits.publish-rate"))
                .isOne();
    }

    @Test
    void whoseCustomersBudgetIsUsedUpIsToldToComeBack() {
        Posting busy = new Posting(0, new CustomerRates.Maxima(0, 0, 1, 0), Runnable::run);
        busy.post(Signed.CALL).join();

        Answer answer = busy.post(Signed.CALL).join();

        assertRefused(
                answer,
                503,
                "customer " + CUSTOMER
                        + ": too much was published (limits.daily-events-per-customer); nothing was stored");
        assertThat(answer.headers()).containsEntry("Retry-After", "86400");
        assertThat(busy.ended("pbx", "over-budget")).isOne();
    }

    @Test
    void whenNothingMoreCanWaitVoipbinIsToldToComeBack() {
        Posting busy = new Posting(0, task -> {
            throw new RejectedExecutionException("full");
        });

        assertRefused(busy.post(Signed.CALL).join(), 503, "too many webhooks at once (limits.webhook-bytes)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "post"})
    void onlyPostIsTaken(String method) {
        Problem problem = refusal(method);

        assertThat(problem.status()).isEqualTo(405);
        assertThat(problem.headers()).containsEntry("Allow", "POST");
        assertThat(voipbin.ended("pbx", "method")).isOne();
    }

    @Test
    void anotherContentTypeIsRefused() {
        voipbin.header("content-type", "text/plain");

        assertThat(refusal("POST").status()).isEqualTo(415);
        assertThat(voipbin.ended("pbx", "content-type")).isOne();
    }

    /** VoIPBin sets it only if the event's data have a type. */
    @Test
    void aContentTypeMayBeMissing() {
        voipbin.without("content-type").header(Signature.HEADER, Signed.CALL.signature());

        assertThat(voipbin.webhooks().refusal(voipbin.head("POST"), Posting.CLIENT))
                .isNull();
    }

    @Test
    void withoutASignatureNoBodyIsRead() {
        Problem problem = refusal("POST");

        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem.detail()).startsWith(UNSIGNED);
        assertThat(voipbin.ended("pbx", "unsigned")).isOne();
    }

    @Test
    void aWebhookDoesNotTellItsSecret() {
        assertThat(new Webhook("pbx", CUSTOMER, Signed.SECRET)).asString().doesNotContain(Signed.SECRET);
    }

    private Problem refusal(String method) {
        return requireNonNull(voipbin.webhooks().refusal(voipbin.head(method), Posting.CLIENT), "refusal");
    }

    private static void assertRefused(Answer answer, int status, String detail) {
        assertThat(text(answer)).contains("\"status\":" + status + ",\"detail\":\"" + detail);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    private static String text(Answer answer) {
        return new String(answer.body(), UTF_8);
    }
}
