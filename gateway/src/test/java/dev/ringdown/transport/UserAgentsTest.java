package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.CapturedLog;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is kept of what clients say that they are. */
@SuppressWarnings("try") // a log is captured as long as it is open
class UserAgentsTest {
    private static HttpHeaders saying(String text) {
        return new DefaultHttpHeaders().set("User-Agent", text);
    }

    @Test
    void whoSaysTheSameHasTheSameText() {
        try (CapturedLog unused = new CapturedLog()) {
            String one = UserAgents.of(saying(new StringBuilder("Firefox/140").toString()));
            String other = UserAgents.of(saying(new StringBuilder("Firefox/140").toString()));

            assertThat(one).isEqualTo("Firefox/140").isSameAs(other);
        }
    }

    @Test
    void aLongOneIsCut() {
        try (CapturedLog unused = new CapturedLog()) {
            assertThat(UserAgents.of(saying("x".repeat(256)))).hasSize(256);
            assertThat(UserAgents.of(saying("x".repeat(256) + 'y'))).isEqualTo("x".repeat(256));
        }
    }

    @Test
    void whoSaysNothingHasNone() {
        try (CapturedLog unused = new CapturedLog()) {
            assertThat(UserAgents.of(new DefaultHttpHeaders())).isNull();
        }
    }

    /** As long as nobody captures it, the log of these tests begins with warnings. */
    @Test
    void whereNobodyIsToldNothingIsKept() {
        @Nullable String kept = UserAgents.of(saying("Firefox/140"));

        assertThat(kept).isNull();
    }
}
