package dev.ringdown.logging;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.ringdown.cli.TerminalText;
import java.nio.charset.StandardCharsets;

/**
 * A line as JSON, its texts cut as those of {@link LogText}. Logback escapes what JSON asks for; the rest of what a terminal may
 * take for a command stands in texts alone, where its escapes mean the same. Stateless.
 */
public final class LoggedJson extends JsonEncoder {
    private static final int UNICODE_ESCAPE_LENGTH = 6;
    private static final int SHORT_ESCAPE_LENGTH = 2;

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = new String(super.encode(event), StandardCharsets.UTF_8).stripTrailing();
        return (TerminalText.escape(line) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void appenderMember(StringBuilder line, String name, String escaped) {
        int end = end(escaped);
        super.appenderMember(
                line,
                name,
                end == escaped.length()
                        ? escaped
                        : escaped.substring(0, end) + "… (" + (escaped.length() - end) + " more characters)");
    }

    /** Where a text that is escaped already is to end, with a whole escape. */
    private static int end(String escaped) {
        if (escaped.length() <= LogText.MAX_LENGTH) {
            return escaped.length();
        }
        int end = 0;
        for (int next = 0; next <= LogText.MAX_LENGTH; next += lengthAt(escaped, next)) {
            end = next;
        }
        return end;
    }

    private static int lengthAt(String escaped, int at) {
        if (escaped.charAt(at) != '\\') {
            return 1;
        }
        return escaped.charAt(at + 1) == 'u' ? UNICODE_ESCAPE_LENGTH : SHORT_ESCAPE_LENGTH;
    }
}
