package dev.ringdown.publish;

import static dev.ringdown.publish.Publishing.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.TokenOptions;
import dev.ringdown.auth.TokenVerifier;
import dev.ringdown.http.Answer;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishCredentialTest {
    private static final String SECRET = "the-shared-secret-of-these-tests-0123456789";

    private Publishing publishing = publishing(Runnable::run);

    @AfterEach
    void nothingWasStored() {
        assertThat(publishing.log.stored()).isEmpty();
    }

    @Test
    void whoShowsNothingIsAskedForAKey() {
        Answer answer = publishing
                .anonymous()
                .assertRefused(
                        "application/json",
                        CALL,
                        401,
                        "no credential (expected: Authorization: Bearer <publisher key>)");

        assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic cGJ4OnB1Ymxpc2hlcg==", "Bearer", "publisher-key-of-the-pbx"})
    void anotherSchemeIsNoCredential(String authorization) {
        publishing.authorization(authorization).assertRefused("application/json", CALL, 401, "no credential ");
    }

    @Test
    void aStrangerIsNotKnown() {
        Answer answer = publishing
                .authorization("Bearer publisher-key-of-nobody")
                .assertRefused(
                        "application/json",
                        CALL,
                        401,
                        "the credential is not known here (expected: a key of publish.keys)");

        assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        assertThat(Publishing.text(answer)).doesNotContain("publisher-key-of-nobody");
    }

    @Test
    void aClientIsKnownAndMayNotPublish() {
        publishing
                .authorization("Bearer " + AgentToken.signedWith(SECRET))
                .assertRefused(
                        "application/json",
                        CALL,
                        403,
                        "this identity may not publish (expected: a key of publish.keys)");
    }

    @Test
    void anOperatorIsKnownAndMayNotPublish() {
        publishing
                .authorization("Bearer " + Publishing.ADMIN_KEY)
                .assertRefused(
                        "application/json",
                        CALL,
                        403,
                        "this identity may not publish (expected: a key of publish.keys)");
    }

    @Test
    void whoIsKnownAndNotAdmittedMayNotPublishEither() {
        publishing
                .authorization("Bearer " + AgentToken.ofADelegate(SECRET))
                .assertRefused("application/json", CALL, 403, "this identity may not publish");
    }

    @Test
    void theCredentialIsJudgedBeforeTheBody() {
        publishing.anonymous().assertRefused("text/plain", "{", 401, "no credential ");
    }

    @Test
    void tooManyCredentialsAtOnceAreRefused() {
        publishing = publishing(task -> {
            throw new RejectedExecutionException("full");
        });

        Answer answer = publishing
                .authorization("Bearer publisher-key-of-nobody")
                .assertRefused("application/json", CALL, 503, "too many credentials are being verified");

        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(publishing.count("ringdown.limits.reached", "limit", "limits.internal-authentications"))
                .isOne();
    }

    private static Publishing publishing(Executor authExecutor) {
        MutableClock clock = new MutableClock();
        try {
            TokenVerifier tokens = new TokenVerifier(
                    new TokenOptions(SECRET, null, Set.of("HS256"), Duration.ofSeconds(30), false, false),
                    clock,
                    new GatewayMetrics(new SimpleMeterRegistry()),
                    System::nanoTime);
            return new Publishing(
                    0, new Authenticator(tokens, new AccessKeys(List.of(), clock), Set.of()), authExecutor);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
