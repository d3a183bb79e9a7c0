package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Problem;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of two lines, whoever looked at the request before may have taken the other one. */
class SingleFieldsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "content-encoding",
                "content-type",
                "last-event-id",
                "origin",
                "sec-websocket-key",
                "sec-websocket-version",
                "x-voipbin-signature"
            })
    void twoLinesAreRefusedHoweverTheyAreSpelled(String name) {
        HttpHeaders headers = new DefaultHttpHeaders().add(name, "a").add(name.toUpperCase(Locale.ROOT), "a");

        assertRefused(name, requireNonNull(SingleFields.faultOf(headers)));
        assertRefused(name, requireNonNull(SingleFields.faultOf(Set.of("accept", name))));
    }

    @Test
    void oneLineOfEachIsRight() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Authorization", "Bearer t")
                .add("Origin", "https://desk.example.com")
                .add("Content-Type", "application/json");

        assertThat(SingleFields.faultOf(headers)).isNull();
        assertThat(SingleFields.faultOf(new DefaultHttpHeaders())).isNull();
        assertThat(SingleFields.faultOf(Set.of())).isNull();
    }

    @Test
    void whatIsAListMayHaveManyLines() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("Sec-WebSocket-Protocol", "ringdown.v1")
                .add("Sec-WebSocket-Protocol", "cloudevents.json")
                .add("Cookie", "a=1")
                .add("Cookie", "b=2");

        assertThat(SingleFields.faultOf(headers)).isNull();
        assertThat(SingleFields.faultOf(Set.of("sec-websocket-protocol", "cookie")))
                .isNull();
    }

    @Test
    void ofSeveralTheFirstByNameIsTold() {
        assertRefused("content-type", requireNonNull(SingleFields.faultOf(Set.of("origin", "content-type"))));
    }

    private static void assertRefused(String name, Problem problem) {
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).isEqualTo(name + ": more than one (expected: one line of it)");
    }
}
