package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.Authenticator;
import dev.ringdown.identity.Identity;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.session.TokenProver;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.MutableClock;
import dev.ringdown.testing.People;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an open session hears of a token. */
class SessionTokensTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CapturedLog log = new CapturedLog();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final TokenProver.Answer answer = new TokenProver.Answer() {
        @Override
        public void proved(Identity identity) {
            heard.add("proved: " + identity.holder());
        }

        @Override
        public void refused(String reason) {
            heard.add("refused: " + reason);
        }

        @Override
        public void undecided(String reason) {
            heard.add("undecided: " + reason);
        }
    };

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void itIsProvedApartFromTheEventLoop() {
        tokens(new MutableClock(), waiting::add).prove(Edge.TOKEN, answer);
        assertThat(heard).isEmpty();

        waiting.remove().run();

        assertThat(heard).containsExactly("proved: " + People.ADMIN.holder());
    }

    @Test
    void whatIsNotGoodIsRefusedWithTheReason() {
        tokens(new MutableClock(), Runnable::run).prove("nonsense", answer);

        assertThat(heard).containsExactly("refused: the token is not a JWT");
    }

    @Test
    void whenTooManyWaitItIsNoFaultOfTheTokens() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };

        tokens(new MutableClock(), full).prove(Edge.TOKEN, answer);

        assertThat(heard)
                .containsExactly("undecided: too many tokens are being proved at this time, send it again later");
        assertThat(meters.get("ringdown.limits.reached")
                        .tag("limit", "limits.authentications")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void aBugIsNoFaultOfTheTokensEitherAndAnErrorInTheLog() {
        tokens(new BrokenClock(), Runnable::run).prove(Edge.TOKEN, answer);

        assertThat(heard)
                .containsExactly("undecided: the token could not be proved; the log of the server has the reason");
        assertThat(log.errors()).containsExactly("cannot prove a token");
    }

    private SessionTokens tokens(Clock clock, Executor executor) {
        Authenticator authenticator = new Authenticator(Edge.tokens(clock), new AccessKeys(List.of(), clock), Set.of());
        return new SessionTokens(authenticator, executor, new GatewayMetrics(meters));
    }

    private static final class BrokenClock extends Clock {
        @Override
        public Instant instant() {
            throw new IllegalStateException("a bug");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
