package dev.ringdown.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.config.ConsoleSection;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.transport.Origins;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSiteTest {
    private static final Origins ORIGINS = new Origins(List.of("https://desk.example.com"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "http://0.0.0.0:8080, null, null, ws://*:8080",
                "https://127.0.0.1:443, null, null, wss://*:443",
                "http://[0:0:0:0:0:0:0:0]:8080, null, null, ws://*:8080",
                "http://10.1.2.3:8080, null, ws://10.1.2.3:8080/v1.0/ws, ws://10.1.2.3:8080",
                "http://10.1.2.3:8080, wss://events.example.com, wss://events.example.com/v1.0/ws,"
                        + " wss://events.example.com"
            })
    void aPageIsToldWhereTheGatewayIsAndMayConnectThere(
            URI publicAddress, @Nullable String configured, @Nullable String told, String connectSource)
            throws IOException {
        ConsoleSite site = new ConsoleSite(new ConsoleSection(configured), publicAddress, ORIGINS, false);

        assertThat(config(site, "").path("webSocket").textValue()).isEqualTo(told);
        assertThat(config(site, "").path("port").intValue()).isEqualTo(publicAddress.getPort());
        assertThat(get(site, "/console/", "").headers().get("Content-Security-Policy"))
                .contains("connect-src 'self' " + connectSource + ";");
    }

    @ParameterizedTest
    @CsvSource({"origin=https%3A%2F%2Fdesk.example.com, true", "origin=https%3A%2F%2Fops.example.com, false", "'', true"
    })
    void aPageIsToldWhetherItMayConnect(String query, boolean allowed) throws IOException {
        ConsoleSite site = new ConsoleSite(new ConsoleSection(null), URI.create("http://0.0.0.0:8080"), ORIGINS, true);

        assertThat(config(site, query).path("originAllowed").booleanValue()).isEqualTo(allowed);
        assertThat(config(site, query).path("demo").booleanValue()).isTrue();
        assertThat(get(site, "/console/config.json", query).headers()).containsEntry("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"origin=%", "origin=a&origin=b", "token=x"})
    void aQueryThatIsNoneIsRefused(String query) {
        ConsoleSite site = new ConsoleSite(new ConsoleSection(null), URI.create("http://0.0.0.0:8080"), ORIGINS, true);

        assertThat(get(site, "/console/config.json", query).status()).isEqualTo(400);
    }

    @Test
    void everythingThatThePageLoadsIsThere() {
        ConsoleSite site = new ConsoleSite(new ConsoleSection(null), URI.create("http://0.0.0.0:8080"), ORIGINS, false);

        assertThat(List.of("app.js", "client/index.js", "uplot/uPlot.esm.js", "uplot/uPlot.min.css", "icon.svg"))
                .allSatisfy(file ->
                        assertThat(get(site, "/console/" + file, "").status()).isEqualTo(200));
    }

    @Test
    void pagesOfTheInternalPortAreKnownByTheNamesOfItsHost() {
        assertThat(ConsoleSite.originsAt(URI.create("http://127.0.0.1:8081")))
                .containsExactly("http://127.0.0.1:8081", "http://localhost:8081", "http://[::1]:8081");
        assertThat(ConsoleSite.originsAt(URI.create("http://10.1.2.3:8081"))).containsExactly("http://10.1.2.3:8081");
    }

    private static JsonNode config(ConsoleSite site, String query) throws IOException {
        return new ObjectMapper()
                .readTree(get(site, "/console/config.json", query).body());
    }

    private static Answer get(ConsoleSite site, String path, String query) {
        assertThat(site.cover(path)).isTrue();
        Answer answer = site.answer(new Request("GET", path, query, Map.of(), new byte[0], 0));
        assertThat(new String(answer.body(), UTF_8)).isNotEmpty();
        return answer;
    }
}
