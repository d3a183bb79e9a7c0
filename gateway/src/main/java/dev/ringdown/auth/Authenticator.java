package dev.ringdown.auth;

import static java.util.Objects.requireNonNull;

import dev.ringdown.current.Current;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.ClientNetwork;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Proves any credential. Thread-safe; checking a signature takes time, so it is not called on an event loop. */
public final class Authenticator {
    private final @Nullable TokenVerifier tokens;
    private final AccessKeys accessKeys;
    private final @Nullable AccessKeyLookup lookup;
    private final Current<Set<UUID>> frozenCustomers;
    private final Predicate<Identity> revoked;

    /**
     * @param tokens null if the configuration has neither a secret nor a key set: then no token is accepted
     * @param lookup asks the platform about access keys that are not listed; null: they are not accepted
     * @param frozenCustomers customers of whom nobody is admitted
     * @param revoked whose credential was revoked; any thread asks
     */
    public Authenticator(
            @Nullable TokenVerifier tokens,
            AccessKeys accessKeys,
            @Nullable AccessKeyLookup lookup,
            Current<Set<UUID>> frozenCustomers,
            Predicate<Identity> revoked) {
        this.tokens = tokens;
        this.accessKeys = requireNonNull(accessKeys, "accessKeys");
        this.lookup = lookup;
        this.frozenCustomers = requireNonNull(frozenCustomers, "frozenCustomers");
        this.revoked = requireNonNull(revoked, "revoked");
    }

    /** Where nothing is revoked. */
    public Authenticator(
            @Nullable TokenVerifier tokens,
            AccessKeys accessKeys,
            @Nullable AccessKeyLookup lookup,
            Current<Set<UUID>> frozenCustomers) {
        this(tokens, accessKeys, lookup, frozenCustomers, identity -> false);
    }

    /** Without a platform to ask about access keys. */
    public Authenticator(@Nullable TokenVerifier tokens, AccessKeys accessKeys, Set<UUID> frozenCustomers) {
        this(tokens, accessKeys, null, Current.always(frozenCustomers));
    }

    /** Says whose token it is; completes on any thread, at once unless keys have to be fetched. */
    public CompletionStage<Proof> prove(Credential.Token token) {
        return tokens == null
                ? CompletableFuture.completedFuture(Proof.Refused.unknown(
                        "tokens are not accepted here: neither auth.jwt.secret nor auth.jwt.jwks is set"))
                : tokens.prove(token).thenApply(this::unlessLockedOut);
    }

    /**
     * Says whose credential it is, and asks others about it if need be; completes on any thread.
     *
     * @param client who asks, whose questions are limited
     */
    public CompletionStage<Proof> prove(Credential credential, ClientNetwork client) {
        return credential instanceof Credential.Token token
                ? prove(token)
                : prove((Credential.AccessKey) credential, client);
    }

    private CompletionStage<Proof> prove(Credential.AccessKey key, ClientNetwork client) {
        return lookup != null && !accessKeys.has(key)
                ? lookup.prove(key, client).thenApply(this::unlessLockedOut)
                : CompletableFuture.completedFuture(unlessLockedOut(accessKeys.prove(key)));
    }

    /** Says whether an access key that had to be looked up is still good; completes on any thread. */
    public CompletionStage<Proof> proveAgain(Credential.AccessKey key) {
        return requireNonNull(lookup, "lookup").proveAgain(key).thenApply(this::unlessLockedOut);
    }

    private Proof unlessLockedOut(Proof proof) {
        if (!(proof instanceof Proof.Accepted accepted)) {
            return proof;
        }
        if (frozenCustomers.get().contains(accepted.identity().customer())) {
            return Proof.Refused.notAdmitted("the customer is frozen");
        }
        return revoked.test(accepted.identity()) ? Proof.Refused.unknown("the credential was revoked") : proof;
    }
}
