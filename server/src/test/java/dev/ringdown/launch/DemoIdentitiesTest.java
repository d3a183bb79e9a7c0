package dev.ringdown.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.demo.DemoCustomer;
import dev.ringdown.demo.DemoPublishing;
import dev.ringdown.http.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoIdentitiesTest {
    private static final List<DemoCustomer> CUSTOMERS = DemoPublishing.customers(1);
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

    private final TokenMint mint = new TokenMint("0123456789abcdef0123456789abcdef");
    private final Answer answer =
            new DemoIdentities(CUSTOMERS, mint, "the-key-of-the-demo", Clock.fixed(NOW, ZoneOffset.UTC)).answer();

    @Test
    void everybodyOfTheDemoIsThereWithATokenForAnHour() throws IOException {
        JsonNode told = new ObjectMapper().readTree(answer.body());

        assertThat(told.path("publisherKey").asText()).isEqualTo("the-key-of-the-demo");
        assertThat(told.path("customers").findValuesAsText("agent"))
                .containsExactlyElementsOf(CUSTOMERS.stream()
                        .flatMap(customer -> customer.agents().stream())
                        .map(agent -> agent.id().toString())
                        .toList());
        JsonNode first = told.at("/customers/0/identities/0");
        assertThat(first.path("role").asText()).isEqualTo("admin");
        assertThat(first.path("token").asText())
                .isEqualTo(mint.agent(
                        CUSTOMERS.get(0).id(),
                        CUSTOMERS.get(0).agents().get(0).id(),
                        CUSTOMERS.get(0).agents().get(0).permission(),
                        CUSTOMERS.get(0).agents().get(0).username(),
                        NOW.plusSeconds(3600)));
    }

    @Test
    void noCacheKeepsTokens() {
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    }
}
