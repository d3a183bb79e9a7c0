package dev.ringdown.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who opened a connection, once the credential was proved. */
public sealed interface Identity permits AgentIdentity, AccessKeyIdentity, DirectIdentity, SuperAdmin {
    /** The customer to whom the identity belongs. */
    UUID customer();

    /** The agent who it is, or null if the credential is not an agent's. */
    @Nullable
    UUID agent();

    /** When the credential ends, and with it the connection; null if it never does. */
    @Nullable
    Instant expiresAt();

    /** What the credential says of itself, by which it can be revoked. */
    Issue issue();

    /** Which kind of credential it was, for operators: {@code agent}, {@code accesskey}, {@code direct} or {@code superadmin}. */
    String kind();

    /** Names the holder across its connections, for limits and logs; never contains the credential. */
    String holder();

    /** Equal for all connections of one holder, as {@link #holder()} is, but where there is an agent nothing is made for it. */
    default Object holderKey() {
        UUID agent = agent();
        return agent == null ? holder() : agent;
    }

    /** What the holder is told in {@code welcome} of what it may do. */
    List<String> permissions();
}
