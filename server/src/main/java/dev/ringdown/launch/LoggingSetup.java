package dev.ringdown.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.ringdown.audit.AccessLog;
import dev.ringdown.audit.AuditLog;
import dev.ringdown.config.LoggingSection;
import dev.ringdown.logging.FloodFilter;
import java.net.URL;
import org.slf4j.LoggerFactory;

/** Sets up logging as the configuration has it; before that the text format of {@code logback.xml} holds. */
final class LoggingSetup {
    private static final String PRODUCT = "dev.ringdown";

    private LoggingSetup() {}

    static void apply(LoggingSection logging) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (logging.format().equals("json")) {
            context.reset();
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            try {
                configurator.doConfigure(resource("logback-json.xml"));
            } catch (JoranException e) {
                throw new IllegalStateException("logback-json.xml: not usable (expected: as built)", e);
            }
        }
        applyReloadable(logging);
    }

    /** What may be another after a reload: everything but the format. */
    static void applyReloadable(LoggingSection logging) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .forEachRemaining(appender -> appender.getCopyOfAttachedFiltersList().stream()
                        .filter(FloodFilter.class::isInstance)
                        .map(FloodFilter.class::cast)
                        .forEach(floods -> floods.setLinesPerSecond(logging.linesPerSecond())));
        context.getLogger(PRODUCT).setLevel(Level.toLevel(logging.level()));
        context.getLogger(AccessLog.LOGGER).setLevel(logging.access() ? Level.INFO : Level.OFF);
        context.getLogger(AuditLog.LOGGER).setLevel(logging.audit() ? Level.INFO : Level.OFF);
    }

    /** Writes what waits to be written; nothing is logged from then on. */
    static void end() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private static URL resource(String name) {
        URL url = LoggingSetup.class.getResource("/" + name);
        if (url == null) {
            throw new IllegalStateException(name + ": missing (expected: in the jar)");
        }
        return url;
    }
}
