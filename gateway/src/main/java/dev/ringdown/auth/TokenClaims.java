package dev.ringdown.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.DirectIdentity;
import dev.ringdown.identity.Permission;
import dev.ringdown.identity.SuperAdmin;
import dev.ringdown.topic.UuidText;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads VoIPBin's claims: {@code type} ({@code agent} if missing, {@code direct}, {@code delegate}) and the end, as the
 * standard's {@code exp} or as {@code expire}, a UTC text such as {@code 2026-11-23 10:15:30.123456}. Immutable.
 */
final class TokenClaims {
    private static final DateTimeFormatter EXPIRE = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private final Clock clock;
    private final boolean unlimited;

    /** @param unlimited whether a token without an end is accepted */
    TokenClaims(Clock clock, boolean unlimited) {
        this.clock = clock;
        this.unlimited = unlimited;
    }

    /** A claim that is missing or not what it should be. */
    private static final class ClaimException extends Exception {
        private static final long serialVersionUID = 1L;

        ClaimException(String claim, String expected) {
            super("the token's claim " + claim + " is missing or wrong (expected: " + expected + ")");
        }
    }

    Proof identify(JWTClaimsSet claims, Credential.Token credential) {
        try {
            Instant now = clock.instant();
            Instant expiresAt = expiresAt(claims);
            if (expiresAt != null && !now.isBefore(expiresAt)) {
                return Proof.Refused.unknown("the token has expired");
            }
            Date notBefore = claims.getNotBeforeTime();
            if (notBefore != null && now.isBefore(notBefore.toInstant())) {
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

    private static Proof agent(JWTClaimsSet claims, @Nullable Instant expiresAt) throws ClaimException {
        Map<String, Object> agent = object(claims, "agent");
        UUID id = uuid(agent, "agent", "id");
        UUID customer = uuid(agent, "agent", "customer_id");
        if (!(agent.get("permission") instanceof Number mask)) {
            throw new ClaimException("agent.permission", "a bit mask");
        }
        Set<Permission> permissions = Permission.ofMask(mask.longValue());
        return new Proof.Accepted(
                permissions.contains(Permission.SUPERADMIN)
                        ? new SuperAdmin(customer, id, expiresAt)
                        : new AgentIdentity(customer, id, permissions, expiresAt));
    }

    private static Proof direct(JWTClaimsSet claims, Credential.Token credential, @Nullable Instant expiresAt)
            throws ClaimException {
        Map<String, Object> direct = object(claims, "direct");
        UUID customer = uuid(direct, "direct", "customer_id");
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
        return new Proof.Accepted(new DirectIdentity(customer, tokenId, resources, expiresAt));
    }

    /** The earlier of the two ends that a token may have; null if it has none and may have none. */
    private @Nullable Instant expiresAt(JWTClaimsSet claims) throws ClaimException {
        Date exp = claims.getExpirationTime();
        Instant standard = exp == null ? null : exp.toInstant();
        Instant expire = expire(claims);
        if (standard == null && expire == null && !unlimited) {
            throw new ClaimException("expire or exp", "an end, or auth.jwt.allow-unlimited");
        }
        if (standard == null || expire == null) {
            return standard == null ? expire : standard;
        }
        return standard.isBefore(expire) ? standard : expire;
    }

    private static @Nullable Instant expire(JWTClaimsSet claims) throws ClaimException {
        Object expire = claims.getClaim("expire");
        if (expire == null) {
            return null;
        }
        try {
            return LocalDateTime.parse(expire.toString(), EXPIRE).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new ClaimException("expire", "a UTC time such as 2026-11-23 10:15:30.123456");
        }
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
}
