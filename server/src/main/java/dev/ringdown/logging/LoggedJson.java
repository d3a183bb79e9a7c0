package dev.ringdown.logging;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.ringdown.cli.TerminalText;
import java.nio.charset.StandardCharsets;

/**
 * A line as JSON. Logback escapes what JSON asks for; the rest of what a terminal may take for a command stands in texts alone,
 * where its escapes mean the same. Stateless.
 */
public final class LoggedJson extends JsonEncoder {
    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), StandardCharsets.UTF_8).stripTrailing();
        return (TerminalText.escape(line) + '\n').getBytes(StandardCharsets.UTF_8);
    }
}
