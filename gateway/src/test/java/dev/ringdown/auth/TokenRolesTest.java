package dev.ringdown.auth;

import static dev.ringdown.testing.People.AGENT_ID;
import static dev.ringdown.testing.People.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.DirectIdentity;
import dev.ringdown.identity.Permission;
import dev.ringdown.identity.SuperAdmin;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenRolesTest {
    private static final Instant IN_AN_HOUR = Instant.parse("2026-11-23T11:15:30Z");

    private final Verifying verifying = new Verifying();

    @Test
    void anAgentHasThePermissionsOfItsBits() {
        assertThat(verifying.identify(Tokens.agent(0x0010)))
                .isEqualTo(new AgentIdentity(CUSTOMER, AGENT_ID, Set.of(Permission.AGENT), IN_AN_HOUR));
        assertThat(verifying.identify(Tokens.agent(0x0060)))
                .isEqualTo(new AgentIdentity(
                        CUSTOMER, AGENT_ID, Set.of(Permission.ADMIN, Permission.MANAGER), IN_AN_HOUR));
    }

    @Test
    void bitsWithoutAMeaningHereAreIgnored() {
        assertThat(verifying.identify(Tokens.agent(0xFF00)))
                .isEqualTo(new AgentIdentity(CUSTOMER, AGENT_ID, Set.of(), IN_AN_HOUR));
    }

    @Test
    void aTokenWithoutATypeIsAnAgents() {
        assertThat(verifying.identify(Tokens.agent(0x0010).claim("type", null)))
                .isEqualTo(new AgentIdentity(CUSTOMER, AGENT_ID, Set.of(Permission.AGENT), IN_AN_HOUR));
    }

    @Test
    void theFirstBitIsTheSuperAdmins() {
        assertThat(verifying.identify(Tokens.agent(0x0001))).isEqualTo(new SuperAdmin(CUSTOMER, AGENT_ID, IN_AN_HOUR));
        assertThat(verifying.identify(Tokens.agent(0x0071))).isEqualTo(new SuperAdmin(CUSTOMER, AGENT_ID, IN_AN_HOUR));
    }

    @Test
    void aDirectTokenNamesItsResourceTypes() {
        JWTClaimsSet.Builder claims = Tokens.direct("webchat_session", "call").jwtID("j-1");

        assertThat(verifying.identify(claims))
                .isEqualTo(new DirectIdentity(
                        CUSTOMER, "j-1", Set.of("webchat_session", "call"), Tokens.RESOURCE, IN_AN_HOUR));
    }

    @Test
    void aDirectTokenWithoutAnIdIsToldApartByItsText() {
        String first = verifying.identify(Tokens.direct("call")).holder();
        String again = verifying.identify(Tokens.direct("call")).holder();
        String other = verifying.identify(Tokens.direct("queue")).holder();

        assertThat(first).startsWith("direct:").hasSize("direct:".length() + 16).isEqualTo(again);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aDelegateIsKnownAndNotAdmitted() {
        JWTClaimsSet.Builder claims = Tokens.agent(0x0020).claim("type", "delegate");

        assertThat(verifying.prove(Tokens.signed(claims)))
                .isEqualTo(new Proof.Refused(true, "a delegate token is for the HTTP API, not for this endpoint"));
    }

    @Test
    void anotherTypeIsNotKnown() {
        verifying.assertRefused(Tokens.agent(0x0020).claim("type", "robot"), "the token's type is not agent or direct");
        verifying.assertRefused(Tokens.agent(0x0020).claim("type", 1), "the token's type is not agent or direct");
    }

    @Test
    void uuidsOfTheClaimsMayBeInUpperCase() {
        var agent = Tokens.agentObject(0x0010);
        agent.put("id", AGENT_ID.toString().toUpperCase(Locale.ROOT));

        assertThat(verifying.identify(Tokens.agent(0).claim("agent", agent)).agent())
                .isEqualTo(AGENT_ID);
    }
}
