package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.current.Replaceable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    private final Origins desk = new Origins(List.of("https://desk.example.com", "http://localhost:3000"));

    @Test
    void aPageOnTheListMayConnect() {
        assertThat(desk.allows("https://desk.example.com")).isTrue();
        assertThat(desk.allows("http://localhost:3000")).isTrue();
        assertThat(desk.allows("HTTPS://Desk.Example.COM")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "https://example.com",
                "http://desk.example.com",
                "https://desk.example.com:444",
                "https://desk.example.com.evil.example",
                "https://evil.example/https://desk.example.com"
            })
    void anyOtherPageMayNot(String origin) {
        assertThat(desk.allows(origin)).isFalse();
    }

    @Test
    void aProgramSendsNoOriginAndIsNotMeant() {
        assertThat(desk.allows(null)).isTrue();
        assertThat(new Origins(List.of()).allows(null)).isTrue();
    }

    @Test
    void anAsteriskAllowsEveryPage() {
        assertThat(new Origins(List.of("*")).allows("https://anything.example")).isTrue();
    }

    @Test
    void anAsteriskNamesNoPage() {
        Origins origins = new Origins(List.of("*", "https://desk.example.com"));

        assertThat(origins.names("https://desk.example.com")).isTrue();
        assertThat(origins.names("HTTPS://Desk.Example.COM")).isTrue();
        assertThat(origins.names("https://anything.example")).isFalse();
    }

    @Test
    void anEmptyListAllowsNoPage() {
        assertThat(new Origins(List.of()).allows("https://desk.example.com")).isFalse();
    }

    @Test
    void whatIsOnTheListAfterAReloadHoldsAtOnceAndOwnPagesStay() {
        Replaceable<List<String>> listed = new Replaceable<>(List.of("https://desk.example.com"));
        Origins origins = new Origins(listed);
        origins.allowAlso(List.of("http://localhost:8081"));

        listed.replace(List.of("https://Board.example.com"));

        assertThat(origins.allows("https://board.example.com")).isTrue();
        assertThat(origins.names("https://board.example.com")).isTrue();
        assertThat(origins.allows("http://localhost:8081")).isTrue();
        assertThat(origins.allows("https://desk.example.com")).isFalse();
    }

    @Test
    void thePagesOfTheGatewayMayBeAllowedLater() {
        Origins origins = new Origins(List.of("https://desk.example.com"));

        origins.allowAlso(List.of("http://Localhost:8081"));

        assertThat(origins.allows("http://localhost:8081")).isTrue();
        assertThat(origins.allows("https://desk.example.com")).isTrue();
        assertThat(origins.allows("http://localhost:8082")).isFalse();
    }
}
