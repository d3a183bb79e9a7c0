package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Credential;
import dev.ringdown.auth.Proof;
import dev.ringdown.limits.ClientNetwork;
import dev.ringdown.limits.FairExecutor;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.Session;
import io.netty.channel.Channel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Proves what handshakes offer, on threads of its own, and asks again where the proof is good for a while only. Client networks
 * take turns, so that a crowd of costly tokens holds up those of its own address. Thread-safe.
 */
public final class Verification {
    /** Hears what came out, on any thread. */
    interface Heard {
        /** @param outcome null: a bug, {@code failure} says which */
        void proved(ProvingInOrder.@Nullable Outcome outcome, @Nullable Throwable failure);
    }

    private final Authenticator authenticator;
    private final FairExecutor<ClientNetwork> executor;
    private final GatewayMetrics metrics;

    /** @param executor where signatures are checked; refuses when it is full */
    public Verification(Authenticator authenticator, Executor executor, GatewayMetrics metrics) {
        this.authenticator = requireNonNull(authenticator, "authenticator");
        this.executor = new FairExecutor<>(executor);
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Begins to prove a claim; false if too many wait for that, and {@code heard} will hear nothing. */
    boolean tryProve(Claim claim, Heard heard) {
        ProvingInOrder proving = new ProvingInOrder(
                authenticator, claim.offered(), claim.address().network());
        try {
            executor.execute(claim.address().network(), () -> proving.prove().whenComplete(heard::proved));
            return true;
        } catch (RejectedExecutionException e) {
            metrics.limitReached(Limit.AUTHENTICATIONS);
            return false;
        }
    }

    /** Proves a session's access key again and again, if the platform's word for it does not last. */
    void keepAsking(ProvingInOrder.Outcome outcome, Channel channel, Session session) {
        if (outcome.proof() instanceof Proof.Accepted accepted
                && accepted.askAgainAfter() != null
                && outcome.of().credential() instanceof Credential.AccessKey key) {
            new KeyWatch(channel, () -> authenticator.proveAgain(key), accepted.identity(), session::close)
                    .begin(accepted.askAgainAfter());
        }
    }
}
