package dev.ringdown.transport;

import static dev.ringdown.testing.People.PROGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.Credential;
import dev.ringdown.auth.Proof;
import dev.ringdown.http.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnprovedTest {
    @Test
    void aStrangerIsUnauthorized() {
        assertThat(of(new Proof.Refused(false, "the token has expired"), false))
                .isEqualTo(Problem.of(401, "Unauthorized", "the token has expired")
                        .withHeader("WWW-Authenticate", "Bearer"));
    }

    @Test
    void whoIsKnownAndNotAdmittedIsForbidden() {
        assertThat(of(new Proof.Refused(true, "the customer is frozen"), true))
                .isEqualTo(Problem.of(403, "Forbidden", "the customer is frozen (in a cookie)"));
    }

    /** A client that is told 401 throws its key away. */
    @Test
    void whoCannotBeAskedAboutIsNoStranger() {
        assertThat(of(new Proof.Undecided(false, "the access key cannot be looked up", Duration.ofSeconds(5)), false))
                .isEqualTo(Problem.of(503, "Service Unavailable", "the access key cannot be looked up")
                        .retryAfterSeconds(5));
    }

    @Test
    void whoAsksTooOftenIsToldToWait() {
        assertThat(of(new Proof.Undecided(true, "too many access keys", Duration.ofSeconds(20)), false))
                .isEqualTo(Problem.of(429, "Too Many Requests", "too many access keys")
                        .retryAfterSeconds(20));
    }

    @Test
    void whoIsProvedHasNoProblem() {
        assertThat(of(new Proof.Accepted(PROGRAM), false)).isNull();
    }

    private static @Nullable Problem of(Proof proof, boolean cookie) {
        return Unproved.problemOf(
                new ProvingInOrder.Outcome(proof, new OfferedCredential(new Credential.AccessKey("vb_3kq8"), cookie)));
    }
}
