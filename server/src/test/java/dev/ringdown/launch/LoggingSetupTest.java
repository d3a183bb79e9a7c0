package dev.ringdown.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.ConsoleAppender;
import dev.ringdown.config.LoggingSection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Changes the logging of this process, and puts it back. */
class LoggingSetupTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @AfterEach
    void putBack() throws Exception {
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void theLevelIsTheProductsAndNotThatOfItsLibraries() {
        LoggingSetup.apply(new LoggingSection("debug", "text"));

        assertThat(context.getLogger("dev.ringdown.session").getEffectiveLevel())
                .isEqualTo(Level.DEBUG);
        assertThat(context.getLogger("io.netty").getEffectiveLevel()).isEqualTo(Level.WARN);
    }

    @Test
    void jsonIsOneObjectALine() {
        LoggingSetup.apply(new LoggingSection("warn", "json"));

        ConsoleAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("OUT");
        assertThat(console.getEncoder()).isInstanceOf(JsonEncoder.class);
        assertThat(context.getLogger("dev.ringdown").getLevel()).isEqualTo(Level.WARN);
    }
}
