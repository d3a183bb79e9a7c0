package dev.ringdown.transport;

import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Credential;
import dev.ringdown.auth.Proof;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.TokenProver;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves tokens of open sessions where handshakes are proved, and counts against the same limit. Thread-safe. */
public final class SessionTokens implements TokenProver {
    private static final Logger LOG = LoggerFactory.getLogger(SessionTokens.class);

    private final Authenticator authenticator;
    private final Executor executor;
    private final GatewayMetrics metrics;

    /** @param executor where the authenticator may block; refuses when it is full */
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
            answer.busy();
        }
    }

    private void proveNow(String token, Answer answer) {
        Proof proof;
        try {
            proof = authenticator.prove(new Credential.Token(token));
        } catch (RuntimeException e) { // a bug; the session must not wait for ever
            LOG.error("cannot prove a token", e);
            answer.refused("the token could not be proved; the log of the server has the reason");
            return;
        }
        if (proof instanceof Proof.Accepted accepted) {
            answer.proved(accepted.identity());
        } else {
            answer.refused(((Proof.Refused) proof).detail());
        }
    }
}
