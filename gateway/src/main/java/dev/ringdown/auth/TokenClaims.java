package dev.ringdown.auth;

import com.github.benmanes.caffeine.cache.Interner;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.DirectIdentity;
import dev.ringdown.identity.Permission;
import dev.ringdown.identity.SuperAdmin;
import dev.ringdown.topic.UuidText;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads VoIPBin's claims: {@code type} ({@code agent} if missing, {@code direct}, {@code delegate}) and the end, as the
 * standard's {@code exp} or as {@code expire}, an {@link ExpireText}. Immutable.
 */
final class TokenClaims {
    /** Since this version of its claims a direct token names one resource; VoIPBin never issued version 1. */
    private static final int SCOPED = 2;

    /** The last second of the year 9999, as far as ISO 8601 goes without further agreement. */
    private static final long LATEST_SECOND = 253_402_300_799L;

    /** One object for each customer, whose sessions all hold it; it goes with the last of them. */
    private final Interner<UUID> customers = Interner.newWeakInterner();

    private final Clock clock;
    private final TokenOptions options;

    TokenClaims(Clock clock, TokenOptions options) {
        this.clock = clock;
        this.options = options;
    }

    /** A claim that is missing or not what it should be. */
    private static final class ClaimException extends Exception {
        private static final long serialVersionUID = 1L;

        ClaimException(String claim, String expected) {
            super("the token's claim " + claim + " is missing or wrong (expected: " + expected + ")");
        }
    }

    /** @param asSigned the same claims before anything was made of them: the library's dates of large numbers are others */
    Proof identify(JWTClaimsSet claims, Map<String, Object> asSigned, Credential.Token credential) {
        try {
            Instant now = clock.instant();
            Instant expiresAt = expiresAt(claims, asSigned);
            if (expiresAt != null && !now.isBefore(expiresAt)) {
                return Proof.Refused.unknown("the token has expired");
            }
            Instant notBefore = numericDate(asSigned, "nbf");
            if (notBefore != null && now.isBefore(notBefore)) {
                return Proof.Refused.unknown("the token is not valid yet");
            }
            Object type = claims.getClaim("type");
            if (type == null || type.equals("agent")) {
                return agent(claims, expiresAt);
            }
            if (type.equals("direct")) {
                return direct(claims, credential, expiresAt);
            }
            return type.equals("delegate")
                    ? Proof.Refused.notAdmitted("a delegate token is for the HTTP API, not for this endpoint")
                    : Proof.Refused.unknown("the token's type is not agent or direct");
        } catch (ClaimException e) {
            return Proof.Refused.unknown(String.valueOf(e.getMessage()));
        }
    }

    private Proof agent(JWTClaimsSet claims, @Nullable Instant expiresAt) throws ClaimException {
        Map<String, Object> agent = object(claims, "agent");
        UUID id = uuid(agent, "agent", "id");
        UUID customer = customers.intern(uuid(agent, "agent", "customer_id"));
        Set<Permission> permissions = Permission.ofMask(whole(agent, "agent", "permission", Permission.MASK));
        return new Proof.Accepted(
                permissions.contains(Permission.SUPERADMIN)
                        ? new SuperAdmin(customer, id, expiresAt)
                        : new AgentIdentity(customer, id, permissions, expiresAt));
    }

    private Proof direct(JWTClaimsSet claims, Credential.Token credential, @Nullable Instant expiresAt)
            throws ClaimException {
        Map<String, Object> direct = object(claims, "direct");
        UUID customer = customers.intern(uuid(direct, "direct", "customer_id"));
        if (!(direct.get("allowed_resource_types") instanceof List<?> types)) {
            throw new ClaimException("direct.allowed_resource_types", "an array of resource types");
        }
        Set<String> resources = new HashSet<>();
        for (Object type : types) {
            if (!(type instanceof String resource)) {
                throw new ClaimException("direct.allowed_resource_types", "an array of resource types");
            }
            resources.add(resource);
        }
        String tokenId = claims.getJWTID() != null
                ? claims.getJWTID()
                : KeyDigest.of(credential.jwt()).substring(0, 16);
        return new Proof.Accepted(new DirectIdentity(customer, tokenId, resources, resource(direct), expiresAt));
    }

    /** The one resource that a direct token may follow; null if it is of before it named one, and that is accepted. */
    private @Nullable UUID resource(Map<String, Object> direct) throws ClaimException {
        long version =
                direct.get("scope_version") == null ? 0 : whole(direct, "direct", "scope_version", Integer.MAX_VALUE);
        if (version < SCOPED && !options.unscoped()) {
            throw new ClaimException("direct.scope_version", SCOPED + ", or auth.jwt.allow-unscoped-direct");
        }
        if (version < SCOPED && isNone(direct.get("allowed_resource_id"))) {
            return null;
        }
        return uuid(direct, "direct", "allowed_resource_id");
    }

    private static boolean isNone(@Nullable Object id) {
        return id == null || id.equals(UuidText.NONE.toString());
    }

    /** The earlier of the two ends that a token may have; null if it has none and may have none. */
    private @Nullable Instant expiresAt(JWTClaimsSet claims, Map<String, Object> asSigned) throws ClaimException {
        Instant standard = numericDate(asSigned, "exp");
        Instant expire = expire(claims);
        if (standard == null && expire == null && !options.unlimited()) {
            throw new ClaimException("expire or exp", "an end, or auth.jwt.allow-unlimited");
        }
        if (standard == null || expire == null) {
            return standard == null ? expire : standard;
        }
        return standard.isBefore(expire) ? standard : expire;
    }

    /** Seconds since 1970, of which a fraction is cut off (RFC 7519 section 2); null if the claim is not there. */
    private static @Nullable Instant numericDate(Map<String, Object> asSigned, String claim) throws ClaimException {
        Object value = asSigned.get(claim);
        if (value == null) {
            return null;
        }
        double seconds = value instanceof Number number ? number.doubleValue() : Double.NaN;
        if (!(seconds >= 0 && seconds <= LATEST_SECOND)) {
            throw new ClaimException(claim, "seconds since 1970, from 0 to " + LATEST_SECOND);
        }
        return Instant.ofEpochSecond((long) seconds);
    }

    private static @Nullable Instant expire(JWTClaimsSet claims) throws ClaimException {
        Object expire = claims.getClaim("expire");
        if (expire == null) {
            return null;
        }
        Instant end = expire instanceof String text ? ExpireText.parse(text) : null;
        if (end == null) {
            throw new ClaimException("expire", "a UTC time such as 2026-11-23T10:15:30.123456Z");
        }
        return end;
    }

    private static Map<String, Object> object(JWTClaimsSet claims, String name) throws ClaimException {
        try {
            Map<String, Object> value = claims.getJSONObjectClaim(name);
            if (value != null) {
                return value;
            }
        } catch (ParseException e) {
            throw new ClaimException(name, "an object");
        }
        throw new ClaimException(name, "an object");
    }

    private static UUID uuid(Map<String, Object> object, String parent, String name) throws ClaimException {
        UUID uuid = object.get(name) instanceof String text ? UuidText.parsePresent(text) : null;
        if (uuid == null) {
            throw new ClaimException(parent + "." + name, "a UUID");
        }
        return uuid;
    }

    /**
     * A whole number from 0 to {@code largest}. JSON has one kind of number, so 32.0 is 32 (RFC 8259 section 6); a number
     * that has lost its last digits on the way, such as 2^64+32, is larger than anything asked for here.
     */
    private static long whole(Map<String, Object> object, String parent, String name, int largest)
            throws ClaimException {
        double value = object.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
        if (!(value >= 0 && value <= largest && value == Math.rint(value))) {
            throw new ClaimException(parent + "." + name, "a whole number from 0 to " + largest);
        }
        return (long) value;
    }
}
