package dev.ringdown.auth;

import static dev.ringdown.testing.People.AGENT_ID;
import static dev.ringdown.testing.People.CUSTOMER;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tokens as VoIPBin makes them. Stateless. */
final class Tokens {
    static final String SECRET = "the-shared-secret-of-these-tests-0123456789";

    /** An hour after the start of the tests' clock. */
    static final String IN_AN_HOUR = "2026-11-23T11:15:30.000000Z";

    /** The one resource of the direct tokens. */
    static final UUID RESOURCE = UUID.fromString("d0000000-0000-4000-8000-00000000000d");

    private Tokens() {}

    /** The claims of {@link dev.ringdown.testing.People#AGENT}, who may do what {@code permission} says. */
    static JWTClaimsSet.Builder agent(long permission) {
        return new JWTClaimsSet.Builder()
                .claim("type", "agent")
                .claim("agent", agentObject(permission))
                .claim("expire", IN_AN_HOUR);
    }

    static Map<String, Object> agentObject(long permission) {
        Map<String, Object> agent = new HashMap<>();
        agent.put("id", AGENT_ID.toString());
        agent.put("customer_id", CUSTOMER.toString());
        agent.put("username", "rita@example.com");
        agent.put("permission", permission);
        return agent;
    }

    static JWTClaimsSet.Builder directWith(Object allowedResourceTypes) {
        return new JWTClaimsSet.Builder()
                .claim("type", "direct")
                .claim(
                        "direct",
                        Map.of(
                                "customer_id",
                                CUSTOMER.toString(),
                                "allowed_resource_types",
                                allowedResourceTypes,
                                "allowed_resource_id",
                                RESOURCE.toString(),
                                "scope_version",
                                2))
                .claim("expire", IN_AN_HOUR);
    }

    static JWTClaimsSet.Builder direct(String... allowedResourceTypes) {
        return directWith(List.of(allowedResourceTypes));
    }

    /** Signs with HS256 and {@link #SECRET}. */
    static Credential.Token signed(JWTClaimsSet.Builder claims) {
        return signed(claims, SECRET.getBytes(StandardCharsets.UTF_8));
    }

    static Credential.Token signed(JWTClaimsSet.Builder claims, byte[] secret) {
        try {
            return signed(claims, new JWSHeader(JWSAlgorithm.HS256), new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Credential.Token signed(JWTClaimsSet.Builder claims, JWSHeader header, JWSSigner signer) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims.build());
            jwt.sign(signer);
            return new Credential.Token(jwt.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
