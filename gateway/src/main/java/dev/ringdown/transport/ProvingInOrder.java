package dev.ringdown.transport;

import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Proof;
import dev.ringdown.limits.ClientNetwork;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Proves what a request offers, one after the other, until one of them decides. Immutable, thread-safe. */
final class ProvingInOrder {
    private final Authenticator authenticator;
    private final List<OfferedCredential> offered;
    private final ClientNetwork client;

    /**
     * @param offered at least one
     * @param client who asks, as far as that is known
     */
    ProvingInOrder(Authenticator authenticator, List<OfferedCredential> offered, ClientNetwork client) {
        this.authenticator = authenticator;
        this.offered = List.copyOf(offered);
        this.client = client;
    }

    /** What the first says that is good, or that is no cookie; the last if there is no such. */
    CompletionStage<Outcome> prove() {
        try {
            return proveFrom(0);
        } catch (RuntimeException e) { // a bug; whoever waits must hear of it
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What came out, and of which credential. */
    record Outcome(Proof proof, OfferedCredential of) {}

    private CompletionStage<Outcome> proveFrom(int index) {
        OfferedCredential current = offered.get(index);
        return authenticator.prove(current.credential(), client).thenCompose(proof -> {
            boolean passedOver = proof instanceof Proof.Refused && current.cookie() && index + 1 < offered.size();
            return passedOver ? proveFrom(index + 1) : CompletableFuture.completedFuture(new Outcome(proof, current));
        });
    }
}
