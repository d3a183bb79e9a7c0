package dev.ringdown.transport;

import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Credential;
import dev.ringdown.auth.Proof;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.TokenProver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves tokens of open sessions where handshakes are proved, and counts against the same limit. Thread-safe. */
public final class SessionTokens implements TokenProver {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTokens.class);

    private final Authenticator authenticator;
    private final Executor executor;
    private final GatewayMetrics metrics;

    /** @param executor where signatures are checked; refuses when it is full */
    public SessionTokens(Authenticator authenticator, Executor executor, GatewayMetrics metrics) {
        this.authenticator = authenticator;
        this.executor = executor;
        this.metrics = metrics;
    }

    @Override
    public void prove(String token, Answer answer) {
        try {
            executor.execute(() -> proveNow(token, answer));
        } catch (RejectedExecutionException e) {
            metrics.limitReached(Limit.AUTHENTICATIONS);
            answer.undecided("too many tokens are being proved at this time, send it again later");
        }
    }

    private void proveNow(String token, Answer answer) {
        CompletionStage<Proof> proving;
        try {
            proving = authenticator.prove(new Credential.Token(token));
        } catch (RuntimeException e) { // a bug; the session must not wait for ever
            proving = CompletableFuture.failedFuture(e);
        }
        proving.whenComplete((proof, bug) -> tell(answer, proof, bug));
    }

    private static void tell(Answer answer, @Nullable Proof proof, @Nullable Throwable bug) {
        if (proof instanceof Proof.Accepted accepted) {
            answer.proved(accepted.identity());
        } else if (proof instanceof Proof.Refused refused) {
            answer.refused(refused.detail());
        } else if (proof instanceof Proof.Undecided undecided) {
            answer.undecided(undecided.detail() + ", send it again later");
        } else {
            LOG.error("cannot prove a token", bug);
            answer.undecided("the token could not be proved; the log of the server has the reason");
        }
    }
}
