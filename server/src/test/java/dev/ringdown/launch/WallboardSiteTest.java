package dev.ringdown.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.SignedJWT;
import dev.ringdown.demo.DemoAgent;
import dev.ringdown.demo.DemoCustomer;
import dev.ringdown.demo.DemoPublishing;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import java.io.IOException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WallboardSiteTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123456Z");
    private static final List<DemoCustomer> CUSTOMERS = DemoPublishing.customers(1);

    private final WallboardSite site = new WallboardSite(
            CUSTOMERS, new TokenMint("0123456789abcdef0123456789abcdef"), Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "/demo/, text/html; charset=utf-8",
        "/demo/wallboard/wallboard.js, text/javascript; charset=utf-8",
        "/demo/wallboard/wallboard.css, text/css; charset=utf-8",
        "/demo/wallboard/icon.svg, image/svg+xml",
        "/demo/src/index.js, text/javascript; charset=utf-8"
    })
    void thePageIsThereWithTheClientThatItIsBuiltWith(String path, String contentType) {
        assertThat(site.cover(path)).isTrue();
        assertThat(get(path).status()).isEqualTo(200);
        assertThat(get(path).contentType()).isEqualTo(contentType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1.0/ws", "/config.json", "/demonstration/"})
    void nothingElseOfThePortIsItsOwn(String path) {
        assertThat(site.cover(path)).isFalse();
    }

    @Test
    void everyCustomerComesWithATokenOfItsManagerForAQuarterOfAnHour() throws IOException, ParseException {
        JsonNode boards =
                new ObjectMapper().readTree(get("/demo/config.json").body()).required("customers");

        assertThat(boards)
                .extracting(board -> board.required("id").asText())
                .containsExactlyElementsOf(CUSTOMERS.stream()
                        .map(customer -> customer.id().toString())
                        .toList());
        assertThat(boards.get(1).required("name").asText())
                .isEqualTo(CUSTOMERS.get(1).name());
        DemoAgent manager =
                CUSTOMERS.get(1).agentsWith(DemoAgent.CUSTOMER_MANAGER).get(0);
        Map<String, Object> claims = SignedJWT.parse(
                        boards.get(1).required("token").asText())
                .getJWTClaimsSet()
                .getClaims();
        assertThat(claims).containsEntry("expire", "2026-11-23T10:30:30.123456Z");
        assertThat(claims)
                .extractingByKey("agent")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("id", manager.id().toString())
                .containsEntry("customer_id", CUSTOMERS.get(1).id().toString())
                .containsEntry("permission", 0x40L);
    }

    @Test
    void tokensAreKeptInNoCache() {
        assertThat(get("/demo/config.json").headers()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void nothingCanBeWritten() {
        Answer answer = site.answer(new Request("POST", "/demo/config.json", "", Map.of(), new byte[0], 0));

        assertThat(answer.status()).isEqualTo(405);
    }

    private Answer get(String path) {
        return site.answer(new Request("GET", path, "", Map.of(), new byte[0], 0));
    }
}
