package dev.ringdown.auth;

import static dev.ringdown.testing.People.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is logged is often a toString away. */
class SecretsStayHiddenTest {
    private static final String KEY = "access-key-of-the-wallboard";

    @Test
    void credentialsDoNotTellThemselves() {
        assertThat(new Credential.Token("a.b.c")).hasToString("Token[…]");
        assertThat(new Credential.AccessKey(KEY)).hasToString("AccessKey[…]");
        assertThat(new AccessKeys.Entry("wallboard", AccessKeys.sha256Of(KEY), CUSTOMER, null))
                .hasToString("AccessKey[wallboard]");
    }

    @Test
    void optionsDoNotTellTheSecret() {
        assertThat(new TokenOptions(Tokens.SECRET, null, Set.of("HS256"), Duration.ofSeconds(30), false, false))
                .hasToString("TokenOptions[algorithms=[HS256], jwks=null]");
    }

    @Test
    void keysAreKeptAsDigests() {
        PublisherKeys keys = new PublisherKeys(Map.of("pbx", "publisher-key-of-the-pbx"));

        assertThat(keys.publisherOf("publisher-key-of-the-pbx")).isEqualTo("pbx");
        assertThat(keys.publisherOf("publisher-key-of-the-pby")).isNull();
        assertThat(keys.publisherOf("pbx")).isNull();
        assertThat(keys.toString()).doesNotContain("publisher-key");
    }

    @Test
    void operatorsKeysAreKeptAsDigests() {
        AdminKeys keys = new AdminKeys(Map.of("support", "admin-key-of-the-support"));

        assertThat(keys.operatorOf("admin-key-of-the-support")).isEqualTo("support");
        assertThat(keys.operatorOf("admin-key-of-the-supporu")).isNull();
        assertThat(keys.toString()).doesNotContain("admin-key");
    }

    @ParameterizedTest
    @MethodSource("refusedTokens")
    void aRefusalDoesNotQuoteTheToken(Credential.Token token) {
        assertThat(new Verifying().prove(token))
                .isInstanceOfSatisfying(
                        Proof.Refused.class,
                        refused -> assertThat(refused.toString())
                                .doesNotContain(token.jwt().split("\\.", -1)));
    }

    static List<Credential.Token> refusedTokens() {
        return List.of(
                new Credential.Token("not-a-token"),
                new Credential.Token("first.second.third"),
                Tokens.signed(Tokens.agent(0x0010), KEY.repeat(2).getBytes(StandardCharsets.UTF_8)),
                Tokens.signed(Tokens.agent(0x0010).claim("expire", "2026-11-23 10:15:00")),
                Tokens.signed(Tokens.agent(0x0010).claim("expire", Tokens.SECRET)),
                Tokens.signed(Tokens.agent(0x0010).claim("type", "delegate")),
                Tokens.signed(Tokens.agent(0x0010).claim("agent", "rita")));
    }

    @Test
    void theHolderOfADirectTokenIsNotItsText() {
        Credential.Token token = Tokens.signed(Tokens.direct("call"));

        String holder = new Verifying().identify(Tokens.direct("call")).holder();

        assertThat(token.jwt()).doesNotContain(holder.substring("direct:".length()));
    }
}
