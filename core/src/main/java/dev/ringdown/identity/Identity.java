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

    /** Which kind of credential it was, for operators: {@code agent}, {@code accesskey}, {@code direct} or {@code superadmin}. */
    String kind();

    /** Names the holder across its connections, for limits and logs; never contains the credential. */
    String holder();

    /** What the holder is told in {@code welcome} of what it may do. */
    List<String> permissions();
}
