package dev.ringdown.launch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.audit.AccessLog;
import dev.ringdown.audit.AuditLog;
import dev.ringdown.config.LoggingSection;
import dev.ringdown.logging.LoggedJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Changes the logging of this process, and puts it back. */
class LoggingSetupTest {
    private static final String HOSTILE =
            "call\n12:00:00.000 INFO  Main stopped\r\u001b[31m\u001b]0;title\u0007\u009b2J\u202eabc\u007f";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @AfterEach
    void putBack() throws Exception {
        context.reset();
        context.start();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void theLevelIsTheProductsAndNotThatOfItsLibraries() {
        LoggingSetup.apply(new LoggingSection("debug", "text", 50, false, true));

        assertThat(context.getLogger("dev.ringdown.session").getEffectiveLevel())
                .isEqualTo(Level.DEBUG);
        assertThat(context.getLogger("io.netty").getEffectiveLevel()).isEqualTo(Level.WARN);
    }

    /** A topic as a client may write it: colours, a new title of the window, and a line that looks like ours. */
    @Test
    void whatAStrangerChoseStaysOnItsLineAndIsNoCommand() {
        LoggingSetup.apply(new LoggingSection("debug", "text", 50, false, true));

        String line = written(event(HOSTILE, new IllegalStateException(HOSTILE, new IOException(HOSTILE))));

        assertThat(line.lines().filter(text -> text.contains("INFO"))).hasSize(3);
        assertThat(line.lines()).noneMatch(text -> text.startsWith("12:00"));
        assertThat(line)
                .contains("call\\n12:00:00.000 INFO")
                .contains("\\u001b[31m")
                .contains("Caused by: ");
        assertThat(line.codePoints().filter(LoggingSetupTest::isCommand)).isEmpty();
    }

    @Test
    void nothingOfItReachesATerminalAsJsonEither() throws IOException {
        LoggingSetup.apply(new LoggingSection("debug", "json", 50, false, true));

        String line = written(event(HOSTILE, new IllegalStateException(HOSTILE)));

        assertThat(line.lines()).hasSize(1);
        assertThat(line.codePoints().filter(LoggingSetupTest::isCommand)).isEmpty();
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("message").asText()).isEqualTo("refused topic=" + HOSTILE);
    }

    @Test
    void aLineIsCut() {
        LoggingSetup.apply(new LoggingSection("debug", "text", 50, false, true));

        String line = written(event("x".repeat(100_000), null));

        assertThat(line).hasSizeLessThan(4_300).contains("x… (95918 more characters)");
    }

    private static boolean isCommand(int codePoint) {
        return codePoint != '\n' && codePoint != '\t' && Character.isISOControl(codePoint) || codePoint == 0x202E;
    }

    private LoggingEvent event(String topic, @Nullable Throwable thrown) {
        return new LoggingEvent(
                "test",
                context.getLogger("dev.ringdown.session"),
                Level.DEBUG,
                "refused topic={}",
                thrown,
                new Object[] {topic});
    }

    private String written(ILoggingEvent event) {
        return new String(console().getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private ConsoleAppender<ILoggingEvent> console() {
        return (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("OUT");
    }

    /** More than there may be of other lines in a second. */
    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void whatIsKeptIsJsonAndAllOfItIsWritten(String format) {
        String out = printed(() -> {
            LoggingSetup.apply(new LoggingSection("warn", format, 50, true, true));
            for (int i = 0; i < 200; i++) {
                AccessLog.line().addKeyValue("session", "s-" + i).log("connection ended");
                AuditLog.line("session.close", "support").log("an operator has closed a session");
            }
        });

        assertThat(out.lines()).hasSize(400).allMatch(line -> line.startsWith("{\"time\":\""));
        assertThat(out).contains("\"session\":\"s-199\"", "\"action\":\"session.close\",\"operator\":\"support\"");
    }

    @Test
    void whatIsNotWantedIsNotWritten() {
        String out = printed(() -> {
            LoggingSetup.apply(new LoggingSection("debug", "json", 50, false, false));
            assertThat(AccessLog.isOn()).isFalse();
            AccessLog.line().log("connection ended");
            AuditLog.line("session.close", "support").log("an operator has closed a session");
        });

        assertThat(out).isEmpty();
    }

    /** The one in the document, with a folder of this test. */
    @Test
    void aConfigurationOfOnesOwnSendsThemElsewhere(@TempDir Path folder) throws Exception {
        String operating = Files.readString(Path.of("../docs/operating.md"));
        Matcher snippet = Pattern.compile("(?s)```xml\n(.*?)```").matcher(operating);
        assertThat(snippet.find()).isTrue();
        Path own = Files.writeString(
                folder.resolve("logback.xml"), snippet.group(1).replace("/var/log/ringdown", folder.toString()));
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(own.toFile());

        String out = printed(() -> {
            LoggingSetup.apply(new LoggingSection("info", "text", 50, true, true));
            AccessLog.line().addKeyValue("session", "s-1").log("connection ended");
            AuditLog.line("session.close", "support").log("an operator has closed a session");
        });

        assertThat(Files.readString(folder.resolve("access.log")))
                .contains("\"session\":\"s-1\"")
                .hasLineCount(1);
        assertThat(out).contains("\"action\":\"session.close\"").doesNotContain("connection ended");
    }

    /** What goes to standard output, to its end: the queue too is written then. */
    private static String printed(Runnable logging) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            logging.run();
            LoggingSetup.end();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void jsonIsOneObjectALine() {
        LoggingSetup.apply(new LoggingSection("warn", "json", 50, false, true));

        assertThat(console().getEncoder()).isInstanceOf(LoggedJson.class);
        assertThat(context.getLogger("dev.ringdown").getLevel()).isEqualTo(Level.WARN);
    }
}
