package dev.ringdown.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class QuietThreadsTest {
    private final QuietThreads filter = new QuietThreads();

    private FilterReply decide(Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        return filter.decide(new LoggingEvent("", context.getLogger("dev.ringdown"), level, "opened", null, null));
    }

    /** On a thread that a thread of the group has made. */
    private FilterReply decideInTheGroup(Level level) {
        CompletableFuture<FilterReply> reply = new CompletableFuture<>();
        new Thread(new ThreadGroup("warm-up"), () -> new Thread(() -> reply.complete(decide(level))).start()).start();
        return reply.join();
    }

    @Test
    void whatTheGroupDoesIsNotToldUnlessItIsAWarning() {
        assertThat(decideInTheGroup(Level.DEBUG)).isEqualTo(FilterReply.DENY);
        assertThat(decideInTheGroup(Level.INFO)).isEqualTo(FilterReply.DENY);
        assertThat(decideInTheGroup(Level.WARN)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decideInTheGroup(Level.ERROR)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void whatOthersDoIsTold() {
        assertThat(decide(Level.DEBUG)).isEqualTo(FilterReply.NEUTRAL);
    }
}
