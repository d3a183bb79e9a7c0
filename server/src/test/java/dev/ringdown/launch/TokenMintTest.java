package dev.ringdown.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Credential;
import dev.ringdown.auth.Proof;
import dev.ringdown.auth.TokenOptions;
import dev.ringdown.auth.TokenVerifier;
import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.DirectIdentity;
import dev.ringdown.identity.Permission;
import dev.ringdown.identity.SuperAdmin;
import dev.ringdown.metrics.GatewayMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the mint makes, the gateway accepts. */
class TokenMintTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final UUID CUSTOMER = UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de28");
    private static final UUID AGENT = UUID.fromString("a0000000-0000-4000-8000-00000000000a");
    private static final UUID CHAT = UUID.fromString("bbbbbbbb-0000-0000-0000-00000000beef");
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456Z");
    private static final Instant IN_AN_HOUR = NOW.plusSeconds(3600);

    private final TokenMint mint = new TokenMint(SECRET);

    @Test
    void anAgent() {
        String token = mint.agent(CUSTOMER, AGENT, 0x0060, "rita", IN_AN_HOUR);

        assertThat(prove(token, NOW))
                .isEqualTo(new Proof.Accepted(
                        new AgentIdentity(CUSTOMER, AGENT, Set.of(Permission.ADMIN, Permission.MANAGER), IN_AN_HOUR)));
    }

    @Test
    void aSuperAdmin() {
        String token = mint.agent(CUSTOMER, AGENT, 0x0001, "rita", IN_AN_HOUR);

        assertThat(prove(token, NOW)).isEqualTo(new Proof.Accepted(new SuperAdmin(CUSTOMER, AGENT, IN_AN_HOUR)));
    }

    @Test
    void aVisitor() {
        String token = mint.direct(CUSTOMER, List.of("webchat_session", "call"), CHAT, IN_AN_HOUR);

        assertThat(prove(token, NOW)).isInstanceOfSatisfying(Proof.Accepted.class, accepted -> {
            assertThat(accepted.identity()).isInstanceOfSatisfying(DirectIdentity.class, visitor -> {
                assertThat(visitor.customer()).isEqualTo(CUSTOMER);
                assertThat(visitor.resources()).containsExactlyInAnyOrder("webchat_session", "call");
                assertThat(visitor.resource()).isEqualTo(CHAT);
                assertThat(visitor.expiresAt()).isEqualTo(IN_AN_HOUR);
            });
        });
    }

    @Test
    void everyTokenEnds() {
        String agent = mint.agent(CUSTOMER, AGENT, 0x0020, "rita", IN_AN_HOUR);
        String visitor = mint.direct(CUSTOMER, List.of("call"), CHAT, IN_AN_HOUR);

        assertThat(prove(agent, IN_AN_HOUR)).isEqualTo(new Proof.Refused(false, "the token has expired"));
        assertThat(prove(visitor, IN_AN_HOUR)).isEqualTo(new Proof.Refused(false, "the token has expired"));
    }

    @Test
    void anotherSecretDoesNotAcceptIt() {
        String token = new TokenMint("fedcba9876543210fedcba9876543210").agent(CUSTOMER, AGENT, 1, "rita", IN_AN_HOUR);

        assertThat(prove(token, NOW)).isInstanceOf(Proof.Refused.class);
    }

    /** Whether it is accepted is for the configuration to say. */
    @Test
    void aShortSecretSignsTooAndIsNotTakenForAnother() {
        String token = new TokenMint("hunter2").agent(CUSTOMER, AGENT, 0x0020, "rita", IN_AN_HOUR);

        assertThat(prove(token, NOW, "hunter2")).isInstanceOf(Proof.Accepted.class);
        assertThat(prove(token, NOW, "hunter3")).isInstanceOf(Proof.Refused.class);
    }

    private static Proof prove(String token, Instant now) {
        return prove(token, now, SECRET);
    }

    private static Proof prove(String token, Instant now, String secret) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        try {
            TokenVerifier verifier = new TokenVerifier(
                    new TokenOptions(secret, null, Set.of("HS256"), Duration.ofSeconds(30), false, false),
                    clock,
                    new GatewayMetrics(new SimpleMeterRegistry()),
                    System::nanoTime);
            return new Authenticator(verifier, new AccessKeys(List.of(), clock), Set.of())
                    .prove(new Credential.Token(token))
                    .toCompletableFuture()
                    .join();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
