package dev.ringdown.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggedJsonTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @Test
    void whatAClientWroteIsOneLineOfJson() throws JsonProcessingException {
        String message = "rejected=\n\r\t\"\\\u001b[2J\u009b\u2028";

        String line = line(message);

        assertThat(line.chars().limit(line.length() - 1))
                .noneMatch(each -> each < ' ' || each == 0x9b || each == 0x2028);
        assertThat(line).endsWith("\n");
        assertThat(told(line)).isEqualTo(message);
    }

    @Test
    void aLongMessageIsCut() throws JsonProcessingException {
        assertThat(told(line("x".repeat(5_000)))).isEqualTo("x".repeat(4_096) + "… (904 more characters)");
    }

    @Test
    void aMessageOfTheGreatestLengthIsNot() throws JsonProcessingException {
        assertThat(told(line("x".repeat(4_096)))).isEqualTo("x".repeat(4_096));
    }

    @Test
    void noEscapeIsCutInHalf() throws JsonProcessingException {
        assertThat(told(line("\u001b".repeat(1_000)))).isEqualTo("\u001b".repeat(682) + "… (1908 more characters)");
        assertThat(told(line("x" + "\\".repeat(3_000))))
                .isEqualTo("x" + "\\".repeat(2_047) + "… (1906 more characters)");
    }

    private String line(String message) {
        LoggedJson encoder = new LoggedJson();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return new String(
                encoder.encode(
                        new LoggingEvent("", context.getLogger("dev.ringdown"), Level.DEBUG, message, null, null)),
                UTF_8);
    }

    private static String told(String line) throws JsonProcessingException {
        return new ObjectMapper().readTree(line).get("formattedMessage").textValue();
    }
}
