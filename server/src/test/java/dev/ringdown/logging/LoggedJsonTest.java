package dev.ringdown.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

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

    /** However a terminal's commands are spelled, the line is JSON. */
    @Test
    void whatIsEscapedIsCutBefore() throws JsonProcessingException {
        assertThat(told(line("\u001b".repeat(5_000)))).isEqualTo("\u001b".repeat(4_096) + "… (904 more characters)");
        assertThat(told(line("x" + "\\".repeat(5_000))))
                .isEqualTo("x" + "\\".repeat(4_095) + "… (905 more characters)");
    }

    @Test
    void whatTheMessageNamesIsAMemberOfItsOwn() throws JsonProcessingException {
        JsonNode line = new ObjectMapper()
                .readTree(line(
                        "closed {} session={} reason=\"{}\" sent={} compressed={} message={} agent={}",
                        "now",
                        "s-1",
                        "the \"end\"",
                        7L,
                        true,
                        "of a client",
                        null));

        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly(
                        "time",
                        "level",
                        "logger",
                        "thread",
                        "message",
                        "session",
                        "reason",
                        "sent",
                        "compressed",
                        "agent");
        assertThat(line.get("message").textValue())
                .isEqualTo("closed now session=s-1 reason=\"the \"end\"\" sent=7 compressed=true message=of a client"
                        + " agent=null");
        assertThat(line.get("session").textValue()).isEqualTo("s-1");
        assertThat(line.get("reason").textValue()).isEqualTo("the \"end\"");
        assertThat(line.get("sent").longValue()).isEqualTo(7);
        assertThat(line.get("compressed").booleanValue()).isTrue();
        assertThat(line.get("level").textValue()).isEqualTo("DEBUG");
        assertThat(line.get("logger").textValue()).isEqualTo("dev.ringdown");
        assertThat(Instant.parse(line.get("time").textValue())).isEqualTo(Instant.parse("2026-11-23T10:15:30.123Z"));
    }

    @Test
    void soIsWhatStandsBesideIt() throws IOException {
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("dev.ringdown.access"), Level.INFO, "connection ended", null, null);
        event.addKeyValuePair(new KeyValuePair("address", "192.0.2.7"));
        event.addKeyValuePair(new KeyValuePair("sent", 7L));
        event.addKeyValuePair(new KeyValuePair("connected", Instant.parse("2026-11-23T10:15:30Z")));
        event.addKeyValuePair(new KeyValuePair("time", "of a client"));

        JsonNode line = new ObjectMapper().readTree(new LoggedJson().encode(event));

        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly("time", "level", "logger", "thread", "message", "address", "sent", "connected");
        assertThat(line.get("message").textValue()).isEqualTo("connection ended");
        assertThat(line.get("sent").isNumber()).isTrue();
        assertThat(line.get("connected").textValue()).isEqualTo("2026-11-23T10:15:30Z");
    }

    @Test
    void anExceptionIsTold() throws IOException {
        LoggedJson encoder = new LoggedJson();
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("dev.ringdown"), Level.ERROR, "broken", new IllegalStateException("why"), null);

        JsonNode line = new ObjectMapper().readTree(encoder.encode(event));

        assertThat(line.get("exception").textValue()).startsWith("java.lang.IllegalStateException: why\n\tat ");
    }

    private String line(String message, @Nullable Object... arguments) {
        LoggedJson encoder = new LoggedJson();
        LoggingEvent event =
                new LoggingEvent("", context.getLogger("dev.ringdown"), Level.DEBUG, message, null, arguments);
        event.setInstant(Instant.parse("2026-11-23T10:15:30.123Z"));
        return new String(encoder.encode(event), UTF_8);
    }

    private static String told(String line) throws JsonProcessingException {
        return new ObjectMapper().readTree(line).get("message").textValue();
    }
}
