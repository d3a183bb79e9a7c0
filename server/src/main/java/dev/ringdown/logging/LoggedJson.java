package dev.ringdown.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringdown.cli.TerminalText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line as JSON: when, how bad, by whom, the message as the text format has it, and what the message names beside it, each a
 * member of its own. Texts are cut as {@link LogText} does it. Jackson escapes what JSON asks for; the rest of what a terminal may
 * take for a command stands in texts alone, where its escapes mean the same. Stateless.
 */
public final class LoggedJson extends EncoderBase<ILoggingEvent> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NOTHING = {};

    /** Stack traces are longer than messages, and strangers choose less of them. */
    private static final int MAX_TRACE = 4 * LogText.MAX_LENGTH;

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField(
                    "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("thread", event.getThreadName());
            json.writeStringField("message", LogText.cut(event.getFormattedMessage(), LogText.MAX_LENGTH));
            for (Map.Entry<String, Object> named : NamedValues.of(event).entrySet()) {
                json.writeFieldName(named.getKey());
                write(json, named.getValue());
            }
            if (event.getThrowableProxy() != null) {
                json.writeStringField(
                        "exception", LogText.cut(ThrowableProxyUtil.asString(event.getThrowableProxy()), MAX_TRACE));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        return (TerminalText.escape(line.toString()) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean yesOrNo) {
            json.writeBoolean(yesOrNo);
        } else {
            json.writeString(LogText.cut(String.valueOf(value), LogText.MAX_LENGTH));
        }
    }
}
