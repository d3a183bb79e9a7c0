package dev.ringdown.transport;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.Proof;
import dev.ringdown.identity.AccessKeyIdentity;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.CapturedLog;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever opened a connection with a key that was looked up is asked about as long as it lasts. */
class KeyWatchTest {
    private static final AccessKeyIdentity HOLDER = new AccessKeyIdentity(CUSTOMER, "sha256-0123456789abcdef", null);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Queue<CompletableFuture<Proof>> asked = new ArrayDeque<>();
    private final List<CloseReason> closed = new ArrayList<>();
    private final CapturedLog log = new CapturedLog();

    @BeforeEach
    void watch() {
        channel.freezeTime();
        new KeyWatch(
                        channel,
                        () -> {
                            CompletableFuture<Proof> proof = new CompletableFuture<>();
                            asked.add(proof);
                            return proof;
                        },
                        HOLDER,
                        closed::add)
                .begin(Duration.ofSeconds(60));
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
        log.close();
    }

    @Test
    void nobodyIsAskedBeforeTheAnswerHasEnded() {
        pass(59);
        assertThat(asked).isEmpty();

        pass(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aKeyThatIsStillGoodIsAskedAboutAgain() {
        pass(60);
        answer(new Proof.Accepted(HOLDER, Duration.ofSeconds(30)));

        pass(29);
        assertThat(asked).isEmpty();
        pass(1);
        assertThat(asked).hasSize(1);
        assertThat(closed).isEmpty();
    }

    @Test
    void aRefusalEndsTheConnection() {
        pass(60);
        answer(new Proof.Refused(false, "the access key is not known here"));

        assertThat(closed).containsExactly(CloseReason.CREDENTIAL_ENDED);
        assertThat(CloseReason.CREDENTIAL_ENDED.code()).isEqualTo(4401);
        pass(600);
        assertThat(asked).isEmpty();
    }

    @Test
    void aKeyThatIsAnothersNowEndsTheConnection() {
        pass(60);
        answer(new Proof.Accepted(
                new AccessKeyIdentity(OTHER_CUSTOMER, HOLDER.keyName(), null), Duration.ofSeconds(60)));

        assertThat(closed).containsExactly(CloseReason.CREDENTIAL_ENDED);
    }

    @Test
    void whenThePlatformCannotBeAskedTheConnectionGoesOn() {
        pass(60);
        answer(new Proof.Undecided(false, "the access key cannot be looked up at this time", Duration.ofSeconds(60)));

        assertThat(closed).isEmpty();
        pass(60);
        answer(new Proof.Accepted(HOLDER, Duration.ofSeconds(60)));
        assertThat(closed).isEmpty();
    }

    @Test
    void nobodyIsAskedAboutMoreThanOnceASecond() {
        pass(60);
        answer(new Proof.Accepted(HOLDER, Duration.ZERO));

        assertThat(asked).isEmpty();
        pass(1);
        assertThat(asked).hasSize(1);
    }

    @Test
    void nobodyIsAskedAboutAConnectionThatIsGone() {
        channel.close();

        pass(600);

        assertThat(asked).isEmpty();
    }

    @Test
    void anAnswerThatComesTooLateIsNotHeard() {
        pass(60);
        channel.close();

        answer(new Proof.Refused(false, "the access key is not known here"));

        assertThat(closed).isEmpty();
    }

    @Test
    void aFaultEndsTheConnectionAndIsTold() {
        pass(60);

        asked.remove().completeExceptionally(new IllegalStateException("a bug"));
        channel.runPendingTasks();

        assertThat(closed).containsExactly(CloseReason.INTERNAL);
        assertThat(log.errors()).containsExactly("cannot prove an access key again");
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private void answer(Proof proof) {
        asked.remove().complete(proof);
        channel.runPendingTasks();
    }
}
