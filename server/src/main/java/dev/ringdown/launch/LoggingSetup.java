package dev.ringdown.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.ringdown.config.LoggingSection;
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
        context.getLogger(PRODUCT).setLevel(Level.toLevel(logging.level()));
    }

    private static URL resource(String name) {
        URL url = LoggingSetup.class.getResource("/" + name);
        if (url == null) {
            throw new IllegalStateException(name + ": missing (expected: in the jar)");
        }
        return url;
    }
}
