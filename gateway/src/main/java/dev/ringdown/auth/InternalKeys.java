package dev.ringdown.auth;

import static java.util.Objects.requireNonNull;

/** Whose keys are known at the internal port: each endpoint tells those of the other kind (403) from strangers (401). Immutable. */
public record InternalKeys(AdminKeys admins, PublisherKeys publishers) {
    public InternalKeys {
        requireNonNull(admins, "admins");
        requireNonNull(publishers, "publishers");
    }
}
