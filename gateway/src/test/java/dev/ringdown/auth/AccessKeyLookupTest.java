package dev.ringdown.auth;

import static dev.ringdown.testing.Addresses.network;
import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.current.Current;
import dev.ringdown.identity.AccessKeyIdentity;
import dev.ringdown.limits.ClientNetwork;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys that the platform is asked about, by a platform that answers when the test says so. */
class AccessKeyLookupTest {
    private static final Credential.AccessKey KEY = new Credential.AccessKey("vb_3kq8-the-key-of-a-customer");
    private static final Credential.AccessKey OTHER = new Credential.AccessKey("vb_9xz1-the-key-of-another");
    private static final ClientNetwork ADDRESS = network("192.0.2.7");

    /** {@code printf %s vb_3kq8-the-key-of-a-customer | sha256sum} begins so. */
    private static final String NAME = "sha256-7a6dd210c35c0102";

    private static final Proof UNKNOWN = new Proof.Refused(false, "the access key is not known here");
    private static final Proof NO_ANSWER =
            new Proof.Undecided(false, "the access key cannot be looked up at this time", Duration.ofSeconds(5));

    private final List<CompletableFuture<PlatformAnswer>> asked = new ArrayList<>();
    private final List<String> askedFor = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CapturedLog log = new CapturedLog();
    private long nanos;
    private final AccessKeyLookup lookup = lookup(10, 4, 3);

    private AccessKeyLookup lookup(int maxKeys, int maxRequests, int perMinute) {
        LookupOptions options = new LookupOptions(
                URI.create("https://api.example.com/v1.0/customer"),
                "/id",
                false,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                maxKeys,
                maxRequests,
                perMinute);
        return new AccessKeyLookup(this::ask, options, new GatewayMetrics(meters), () -> nanos);
    }

    private CompletableFuture<PlatformAnswer> ask(String key) {
        CompletableFuture<PlatformAnswer> answer = new CompletableFuture<>();
        asked.add(answer);
        askedFor.add(key);
        return answer;
    }

    @AfterEach
    void noKeyIsLogged() {
        log.close();
        assertThat(log.everything()).noneMatch(line -> line.contains("vb_"));
    }

    @Test
    void aKeyThatThePlatformKnowsIsItsCustomersProgram() {
        CompletionStage<Proof> proof = lookup.prove(KEY, ADDRESS);
        assertThat(proof.toCompletableFuture()).isNotDone();

        answer(0, new PlatformAnswer.Customer(CUSTOMER));

        assertThat(of(proof)).isEqualTo(accepted(Duration.ofSeconds(60)));
        assertThat(askedFor).containsExactly(KEY.key());
        assertThat(lookups("accepted")).isOne();
    }

    @Test
    void itHoldsForAWhile() {
        lookup.prove(KEY, ADDRESS);
        answer(0, new PlatformAnswer.Customer(CUSTOMER));

        pass(Duration.ofSeconds(59));
        assertThat(of(lookup.prove(KEY, ADDRESS))).isEqualTo(accepted(Duration.ofSeconds(1)));

        pass(Duration.ofSeconds(1));
        assertThat(lookup.prove(KEY, ADDRESS).toCompletableFuture()).isNotDone();
        assertThat(asked).hasSize(2);
    }

    @Test
    void aRefusalHoldsForLess() {
        CompletionStage<Proof> proof = lookup.prove(KEY, ADDRESS);
        answer(0, new PlatformAnswer.Refusal(false));
        assertThat(of(proof)).isEqualTo(UNKNOWN);

        pass(Duration.ofMillis(9999));
        assertThat(of(lookup.prove(KEY, ADDRESS))).isEqualTo(UNKNOWN);

        pass(Duration.ofMillis(1));
        CompletionStage<Proof> again = lookup.prove(KEY, ADDRESS);
        answer(1, new PlatformAnswer.Customer(CUSTOMER));
        assertThat(of(again)).isEqualTo(accepted(Duration.ofSeconds(60)));
        assertThat(lookups("refused")).isOne();
    }

    @Test
    void whomThePlatformKnowsAndDoesNotAdmitIsTold() {
        CompletionStage<Proof> proof = lookup.prove(KEY, ADDRESS);

        answer(0, new PlatformAnswer.Refusal(true));

        assertThat(of(proof)).isEqualTo(new Proof.Refused(true, "the platform does not admit this access key"));
    }

    @Test
    void howeverManyWaitItIsAskedOnce() {
        List<CompletionStage<Proof>> proofs = IntStream.range(0, 100)
                .mapToObj(i -> lookup.prove(KEY, ADDRESS))
                .toList();

        answer(0, new PlatformAnswer.Customer(CUSTOMER));

        assertThat(asked).hasSize(1);
        assertThat(proofs).allSatisfy(proof -> assertThat(of(proof)).isEqualTo(accepted(Duration.ofSeconds(60))));
    }

    @Test
    void withoutAnAnswerNobodyIsAStrangerAndItIsAskedAnew() {
        CompletionStage<Proof> proof = lookup.prove(KEY, ADDRESS);
        CompletionStage<Proof> waiting = lookup.prove(KEY, ADDRESS);
        answer(0, new PlatformAnswer.NoAnswer("status 500"));
        assertThat(of(proof)).isEqualTo(NO_ANSWER);
        assertThat(of(waiting)).isEqualTo(NO_ANSWER);

        CompletionStage<Proof> again = lookup.prove(KEY, ADDRESS);
        answer(1, new PlatformAnswer.Customer(CUSTOMER));

        assertThat(of(again)).isEqualTo(accepted(Duration.ofSeconds(60)));
        assertThat(lookups("failed")).isOne();
    }

    /** What it said before is no answer for a newcomer. */
    @Test
    void anAnswerThatHasEndedIsNotUsedForWantOfAnother() {
        lookup.prove(KEY, ADDRESS);
        answer(0, new PlatformAnswer.Customer(CUSTOMER));
        pass(Duration.ofSeconds(60));

        CompletionStage<Proof> proof = lookup.prove(KEY, ADDRESS);
        answer(1, new PlatformAnswer.NoAnswer("status 503"));

        assertThat(of(proof)).isEqualTo(NO_ANSWER);
    }

    @Test
    void anOutageIsToldOnceAndItsEndToo() {
        lookup.prove(KEY, ADDRESS);
        answer(0, new PlatformAnswer.NoAnswer("status 500"));
        lookup.prove(KEY, ADDRESS);
        answer(1, new PlatformAnswer.NoAnswer("status 500"));
        lookup.prove(KEY, ADDRESS);
        answer(2, new PlatformAnswer.Refusal(false));

        assertThat(log.everythingOf(AccessKeyLookup.class))
                .map(String::strip)
                .containsExactly(
                        "cannot look up access keys url=https://api.example.com/v1.0/customer reason=\"status 500\""
                                + " (clients get 503 until it answers)",
                        "access keys are looked up again url=https://api.example.com/v1.0/customer");
    }

    @Test
    void aFaultIsToldAndNobodyWaitsForEver() {
        CompletionStage<Proof> proof = lookup.prove(KEY, ADDRESS);

        asked.get(0).completeExceptionally(new IllegalStateException("a bug"));

        assertThat(of(proof))
                .isEqualTo(new Proof.Undecided(
                        false,
                        "the access key cannot be looked up; the log of the server has the reason",
                        Duration.ofSeconds(5)));
        assertThat(log.errors()).containsExactly("cannot look up an access key");
    }

    @Test
    void anAddressMayNotTryOutKeys() {
        prove("vb_1");
        prove("vb_2");
        prove("vb_3");

        assertThat(of(lookup.prove(new Credential.AccessKey("vb_4"), ADDRESS)))
                .isEqualTo(new Proof.Undecided(
                        true,
                        "too many access keys of this address had to be looked up"
                                + " (auth.access-keys-lookup.per-minute)",
                        Duration.ofSeconds(20)));
        assertThat(asked).hasSize(3);
        assertThat(limitReached(Limit.KEY_LOOKUPS_PER_MINUTE)).isOne();
        assertThat(lookup.prove(OTHER, network("192.0.2.8")).toCompletableFuture())
                .isNotDone();
    }

    @Test
    void whatIsRememberedDoesNotCount() {
        lookup.prove(KEY, ADDRESS);
        answer(0, new PlatformAnswer.Customer(CUSTOMER));

        IntStream.range(0, 50)
                .forEach(i -> assertThat(of(lookup.prove(KEY, ADDRESS))).isInstanceOf(Proof.Accepted.class));
        prove("vb_2");
        prove("vb_3");

        assertThat(asked).hasSize(3);
    }

    @Test
    void onlySoManyAreUnderWayAtATime() {
        AccessKeyLookup two = lookup(10, 2, 100);
        two.prove(KEY, ADDRESS);
        two.prove(OTHER, ADDRESS);

        CompletionStage<Proof> third = two.prove(new Credential.AccessKey("vb_3"), ADDRESS);

        assertThat(of(third))
                .isEqualTo(new Proof.Undecided(
                        false,
                        "too many access keys are being looked up (auth.access-keys-lookup.requests)",
                        Duration.ofSeconds(5)));
        assertThat(limitReached(Limit.KEY_LOOKUP_REQUESTS)).isOne();

        answer(0, new PlatformAnswer.Customer(CUSTOMER));
        assertThat(two.prove(new Credential.AccessKey("vb_3"), ADDRESS).toCompletableFuture())
                .isNotDone();
        assertThat(asked).hasSize(3);
    }

    @Test
    void onlySoManyAreRemembered() {
        AccessKeyLookup few = lookup(10, 1, 1000);

        IntStream.range(0, 100).forEach(i -> {
            few.prove(new Credential.AccessKey("vb_" + i), ADDRESS);
            answer(i, new PlatformAnswer.Customer(CUSTOMER));
        });

        assertThat(few.remembered()).isEqualTo(10);
    }

    @Test
    void anOpenConnectionIsAskedAboutWhenTheAnswerHasEndedWhoeverAskedFirst() {
        lookup.prove(KEY, ADDRESS);
        answer(0, new PlatformAnswer.Customer(CUSTOMER));
        pass(Duration.ofSeconds(60));

        CompletionStage<Proof> first = lookup.proveAgain(KEY);
        CompletionStage<Proof> second = lookup.proveAgain(KEY);
        answer(1, new PlatformAnswer.Refusal(false));

        assertThat(asked).hasSize(2);
        assertThat(of(first)).isEqualTo(UNKNOWN);
        assertThat(of(second)).isEqualTo(UNKNOWN);
    }

    @Test
    void anOpenConnectionThatCannotBeAskedAboutIsSoWhenTheTimeIsUpAgain() {
        CompletionStage<Proof> proof = lookup.proveAgain(KEY);

        answer(0, new PlatformAnswer.NoAnswer("status 500"));

        assertThat(of(proof))
                .isInstanceOfSatisfying(
                        Proof.Undecided.class,
                        undecided -> assertThat(undecided.retryAfter()).isEqualTo(Duration.ofSeconds(60)));
    }

    @Test
    void aKeyThatIsListedIsNotLookedUp() {
        AccessKeys listed = new AccessKeys(
                List.of(new AccessKeys.Entry(
                        "wallboard", AccessKeys.sha256Of(KEY.key()), CUSTOMER, MutableClock.START)),
                new MutableClock());
        Authenticator authenticator = new Authenticator(null, listed, lookup, Current.always(Set.of()));

        assertThat(of(authenticator.prove(KEY, ADDRESS)))
                .isEqualTo(new Proof.Refused(false, "the access key has expired"));
        assertThat(asked).isEmpty();
    }

    @Test
    void nobodyOfAFrozenCustomerIsAdmittedByThePlatformEither() {
        Authenticator authenticator = new Authenticator(
                null, new AccessKeys(List.of(), new MutableClock()), lookup, Current.always(Set.of(OTHER_CUSTOMER)));
        CompletionStage<Proof> proof = authenticator.prove(OTHER, ADDRESS);

        answer(0, new PlatformAnswer.Customer(OTHER_CUSTOMER));

        assertThat(of(proof)).isEqualTo(new Proof.Refused(true, "the customer is frozen"));
    }

    @Test
    void aTokenIsNotLookedUp() {
        Authenticator authenticator = new Authenticator(
                null, new AccessKeys(List.of(), new MutableClock()), lookup, Current.always(Set.of()));

        assertThat(of(authenticator.prove(new Credential.Token("a.b.c"), ADDRESS)))
                .isInstanceOf(Proof.Refused.class);
        assertThat(asked).isEmpty();
    }

    private void prove(String key) {
        lookup.prove(new Credential.AccessKey(key), ADDRESS);
    }

    private void answer(int request, PlatformAnswer answer) {
        asked.get(request).complete(answer);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Proof of(CompletionStage<Proof> proof) {
        assertThat(proof.toCompletableFuture()).isDone();
        return proof.toCompletableFuture().join();
    }

    private static Proof accepted(Duration askAgainAfter) {
        return new Proof.Accepted(new AccessKeyIdentity(CUSTOMER, NAME, null), askAgainAfter);
    }

    private double lookups(String outcome) {
        return meters.get("ringdown.access.key.lookups")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double limitReached(Limit limit) {
        return meters.get("ringdown.limits.reached")
                .tag("limit", limit.key())
                .counter()
                .count();
    }
}
