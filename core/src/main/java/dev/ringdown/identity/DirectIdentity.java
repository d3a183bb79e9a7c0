package dev.ringdown.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside the organisation, such as a visitor in a web chat, whose token names the resource types that it may
 * follow, one resource at a time. Immutable.
 *
 * @param tokenId tells one holder from another, since the token names no agent
 * @param resources the resource types that may be subscribed, each only with a concrete resource id
 */
public record DirectIdentity(
        UUID customer,
        String tokenId,
        Set<String> resources,
        @Nullable Instant expiresAt) implements Identity {
    public DirectIdentity {
        requireNonNull(customer, "customer");
        requireNonNull(tokenId, "tokenId");
        resources = Set.copyOf(resources);
    }

    @Override
    public @Nullable UUID agent() {
        return null;
    }

    @Override
    public String kind() {
        return "direct";
    }

    @Override
    public String holder() {
        return "direct:" + tokenId;
    }

    @Override
    public List<String> permissions() {
        return List.of("direct");
    }
}
