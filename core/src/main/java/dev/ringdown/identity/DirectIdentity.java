package dev.ringdown.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside the organisation, such as a visitor in a web chat, whose token names the resource types that it may
 * follow, and the one resource. Immutable.
 *
 * @param tokenId tells one holder from another, since the token names no agent
 * @param resources the resource types that may be subscribed, each only with a concrete resource id
 * @param resource the only resource id that may be subscribed; null: any one, for tokens of before there was such a claim
 */
public record DirectIdentity(
        UUID customer,
        String tokenId,
        Set<String> resources,
        @Nullable UUID resource,
        @Nullable Instant expiresAt,
        Issue issue)
        implements Identity {
    public DirectIdentity {
        requireNonNull(customer, "customer");
        requireNonNull(issue, "issue");
        requireNonNull(tokenId, "tokenId");
        resources = Set.copyOf(resources);
    }

    /** Of a credential that says nothing of itself. */
    public DirectIdentity(
            UUID customer,
            String tokenId,
            Set<String> resources,
            @Nullable UUID resource,
            @Nullable Instant expiresAt) {
        this(customer, tokenId, resources, resource, expiresAt, Issue.UNKNOWN);
    }

    /** Somebody whose token names no resource, and who may follow any single one of these types. */
    public static DirectIdentity unscoped(
            UUID customer, String tokenId, Set<String> resources, @Nullable Instant expiresAt) {
        return new DirectIdentity(customer, tokenId, resources, null, expiresAt);
    }

    /** Whether this is a resource that may be followed, if its type may be. */
    boolean names(String resourceId) {
        return resource == null || resource.toString().equals(resourceId);
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
