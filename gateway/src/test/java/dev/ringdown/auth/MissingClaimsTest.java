package dev.ringdown.auth;

import static dev.ringdown.testing.People.CUSTOMER;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingClaimsTest {
    private final Verifying verifying = new Verifying();

    @Test
    void theAgentMustBeThere() {
        verifying.assertRefused(Tokens.agent(0).claim("agent", null), wrong("agent", "an object"));
        verifying.assertRefused(Tokens.agent(0).claim("agent", "rita"), wrong("agent", "an object"));
        verifying.assertRefused(Tokens.agent(0).claim("agent", List.of()), wrong("agent", "an object"));
    }

    @ParameterizedTest
    @CsvSource({"id, agent.id", "customer_id, agent.customer_id"})
    void theAgentsIdsMustBeUuids(String member, String claim) {
        verifying.assertRefused(agentWith(member, "rita"), wrong(claim, "a UUID"));
        verifying.assertRefused(agentWith(member, 7), wrong(claim, "a UUID"));
        verifying.assertRefused(agentWith(member, "1-1-1-1-1"), wrong(claim, "a UUID"));
        verifying.assertRefused(agentWith(member, "00000000-0000-0000-0000-000000000000"), wrong(claim, "a UUID"));
        verifying.assertRefused(agentWithout(member), wrong(claim, "a UUID"));
    }

    @Test
    void theAgentsPermissionMustBeANumber() {
        verifying.assertRefused(
                agentWith("permission", "32"), wrong("agent.permission", "a whole number from 0 to 65535"));
        verifying.assertRefused(
                agentWithout("permission"), wrong("agent.permission", "a whole number from 0 to 65535"));
    }

    @Test
    void theDirectClaimsMustBeThere() {
        verifying.assertRefused(Tokens.direct("call").claim("direct", null), wrong("direct", "an object"));
        verifying.assertRefused(
                Tokens.direct("call").claim("direct", Map.of("allowed_resource_types", List.of("call"))),
                wrong("direct.customer_id", "a UUID"));
        verifying.assertRefused(
                Tokens.direct("call").claim("direct", Map.of("customer_id", CUSTOMER.toString())),
                wrong("direct.allowed_resource_types", "an array of resource types"));
    }

    @Test
    void theResourceTypesMustBeTexts() {
        verifying.assertRefused(
                Tokens.directWith("call"), wrong("direct.allowed_resource_types", "an array of resource types"));
        verifying.assertRefused(
                Tokens.directWith(List.of("call", 1)),
                wrong("direct.allowed_resource_types", "an array of resource types"));
    }

    private static JWTClaimsSet.Builder agentWith(String member, Object value) {
        Map<String, Object> agent = Tokens.agentObject(0x0010);
        agent.put(member, value);
        return Tokens.agent(0x0010).claim("agent", agent);
    }

    private static JWTClaimsSet.Builder agentWithout(String member) {
        Map<String, Object> agent = Tokens.agentObject(0x0010);
        agent.remove(member);
        return Tokens.agent(0x0010).claim("agent", agent);
    }

    private static String wrong(String claim, String expected) {
        return "the token's claim " + claim + " is missing or wrong (expected: " + expected + ")";
    }
}
