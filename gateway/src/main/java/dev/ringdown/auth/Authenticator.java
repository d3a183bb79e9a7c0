package dev.ringdown.auth;

import static java.util.Objects.requireNonNull;

import dev.ringdown.identity.Identity;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Proves any credential. Thread-safe; may block, so it is not called on an event loop. */
public final class Authenticator {
    private final @Nullable TokenVerifier tokens;
    private final AccessKeys accessKeys;
    private final Set<UUID> frozenCustomers;

    /**
     * @param tokens null if the configuration has neither a secret nor a key set: then no token is accepted
     * @param frozenCustomers customers of whom nobody is admitted
     */
    public Authenticator(@Nullable TokenVerifier tokens, AccessKeys accessKeys, Set<UUID> frozenCustomers) {
        this.tokens = tokens;
        this.accessKeys = requireNonNull(accessKeys, "accessKeys");
        this.frozenCustomers = Set.copyOf(frozenCustomers);
    }

    /** Says whose credential it is; never fails. */
    public Proof prove(Credential credential) {
        Proof proof = credential instanceof Credential.Token token
                ? proveToken(token)
                : accessKeys.prove((Credential.AccessKey) credential);
        if (proof instanceof Proof.Accepted accepted && isFrozen(accepted.identity())) {
            return Proof.Refused.notAdmitted("the customer is frozen");
        }
        return proof;
    }

    /**
     * Says whose credential it is, and asks others about it if need be; completes on any thread.
     *
     * @param address the client's, whose questions are limited
     */
    public CompletionStage<Proof> prove(Credential credential, String address) {
        return CompletableFuture.completedFuture(prove(credential));
    }

    private Proof proveToken(Credential.Token token) {
        return tokens == null
                ? Proof.Refused.unknown(
                        "tokens are not accepted here: neither auth.jwt.secret nor auth.jwt.jwks is set")
                : tokens.prove(token);
    }

    private boolean isFrozen(Identity identity) {
        return frozenCustomers.contains(identity.customer());
    }
}
