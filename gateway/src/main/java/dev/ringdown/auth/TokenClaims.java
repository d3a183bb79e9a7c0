package dev.ringdown.auth;

import com.github.benmanes.caffeine.cache.Interner;
import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.DirectIdentity;
import dev.ringdown.identity.Issue;
import dev.ringdown.identity.Permission;
import dev.ringdown.identity.SuperAdmin;
import dev.ringdown.topic.UuidText;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

    /** What clocks count besides seconds, and how many of it are one. */
    private static final Map<String, Double> FINER_UNITS =
            Map.of("milliseconds", 1e3, "microseconds", 1e6, "nanoseconds", 1e9);

    private static final long FIRST_OF_THIS_CENTURY = 978_307_200;
    private static final long FIRST_OF_THE_NEXT = 4_133_980_800L;

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

    /** @param claims as they were signed */
    Proof identify(Map<String, Object> claims, Credential.Token credential) {
        try {
            Instant now = clock.instant();
            String tokenId = tokenId(claims, credential);
            Instant expiresAt = expiresAt(claims);
            if (expiresAt != null && !now.isBefore(expiresAt)) {
                return Proof.Refused.unknown("the token has expired");
            }
            Instant notBefore = numericDate(claims, "nbf");
            if (notBefore != null && now.plus(options.leeway()).isBefore(notBefore)) {
                return Proof.Refused.unknown("the token is not valid yet");
            }
            Object type = claims.get("type");
            if (type == null || type.equals("agent")) {
                return agent(claims, expiresAt);
            }
            if (type.equals("direct")) {
                return direct(claims, tokenId, expiresAt);
            }
            return type.equals("delegate")
                    ? Proof.Refused.notAdmitted("a delegate token is for the HTTP API, not for this endpoint")
                    : Proof.Refused.unknown("the token's type is not agent or direct");
        } catch (ClaimException e) {
            return Proof.Refused.unknown(String.valueOf(e.getMessage()));
        }
    }

    /** Names a direct token; not null, so that its holder is told from another's. */
    private static String tokenId(Map<String, Object> claims, Credential.Token credential) throws ClaimException {
        Object id = claims.get("jti");
        if (id != null && !(id instanceof String)) {
            throw new ClaimException("jti", "a string");
        }
        return id == null ? KeyDigest.of(credential.jwt()).substring(0, 16) : (String) id;
    }

    /** By what the token can be revoked. */
    private static Issue issue(Map<String, Object> claims, @Nullable Object directId) {
        return Issue.ofToken(
                issuedAt(claims.get("iat")),
                claims.get("jti") instanceof String id ? id : null,
                directId instanceof String id ? id.toLowerCase(Locale.ROOT) : null);
    }

    /** Nobody is refused for a strange {@code iat}; but it is none, so that whatever revokes old tokens revokes this. */
    private static @Nullable Instant issuedAt(@Nullable Object iat) {
        double seconds = iat instanceof Number number ? number.doubleValue() : Double.NaN;
        return seconds >= 0 && seconds <= LATEST_SECOND ? Instant.ofEpochSecond((long) seconds) : null;
    }

    private Proof agent(Map<String, Object> claims, @Nullable Instant expiresAt) throws ClaimException {
        Map<?, ?> agent = object(claims, "agent");
        UUID id = uuid(agent, "agent", "id");
        UUID customer = customers.intern(uuid(agent, "agent", "customer_id"));
        Set<Permission> permissions = Permission.ofMask(whole(agent, "agent", "permission", Permission.MASK));
        return new Proof.Accepted(
                permissions.contains(Permission.SUPERADMIN)
                        ? new SuperAdmin(customer, id, expiresAt, issue(claims, null))
                        : new AgentIdentity(customer, id, permissions, expiresAt, issue(claims, null)));
    }

    private Proof direct(Map<String, Object> claims, String tokenId, @Nullable Instant expiresAt)
            throws ClaimException {
        Map<?, ?> direct = object(claims, "direct");
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
        return new Proof.Accepted(new DirectIdentity(
                customer, tokenId, resources, resource(direct), expiresAt, issue(claims, direct.get("direct_id"))));
    }

    /** The one resource that a direct token may follow; null if it is of before it named one, and that is accepted. */
    private @Nullable UUID resource(Map<?, ?> direct) throws ClaimException {
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
    private @Nullable Instant expiresAt(Map<String, Object> claims) throws ClaimException {
        Instant standard = numericDate(claims, "exp");
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
    private static @Nullable Instant numericDate(Map<String, Object> claims, String claim) throws ClaimException {
        Object value = claims.get(claim);
        if (value == null) {
            return null;
        }
        double seconds = value instanceof Number number ? number.doubleValue() : Double.NaN;
        if (!(seconds >= 0 && seconds <= LATEST_SECOND)) {
            throw new ClaimException(claim, "seconds since 1970, from 0 to " + LATEST_SECOND + finerUnit(seconds));
        }
        return Instant.ofEpochSecond((long) seconds);
    }

    /** A word on what number it may be instead: many clocks count thousandths and less. */
    private static String finerUnit(double number) {
        for (Map.Entry<String, Double> unit : FINER_UNITS.entrySet()) {
            double seconds = number / unit.getValue();
            if (seconds >= FIRST_OF_THIS_CENTURY && seconds < FIRST_OF_THE_NEXT) {
                return "; this looks like " + unit.getKey();
            }
        }
        return "";
    }

    private static @Nullable Instant expire(Map<String, Object> claims) throws ClaimException {
        Object expire = claims.get("expire");
        if (expire == null) {
            return null;
        }
        Instant end = expire instanceof String text ? ExpireText.parse(text) : null;
        if (end == null) {
            throw new ClaimException("expire", "a UTC time such as 2026-11-23T10:15:30.123456Z");
        }
        return end;
    }

    private static Map<?, ?> object(Map<String, Object> claims, String name) throws ClaimException {
        if (claims.get(name) instanceof Map<?, ?> object) {
            return object;
        }
        throw new ClaimException(name, "an object");
    }

    private static UUID uuid(Map<?, ?> object, String parent, String name) throws ClaimException {
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
    private static long whole(Map<?, ?> object, String parent, String name, int largest) throws ClaimException {
        double value = object.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
        if (!(value >= 0 && value <= largest && value == Math.rint(value))) {
            throw new ClaimException(parent + "." + name, "a whole number from 0 to " + largest);
        }
        return (long) value;
    }
}
