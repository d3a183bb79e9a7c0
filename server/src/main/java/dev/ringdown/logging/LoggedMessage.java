package dev.ringdown.logging;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message of a line, {@code %safe} in {@code logback.xml}. Stateless. */
public final class LoggedMessage extends ClassicConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return LogText.of(event.getFormattedMessage());
    }
}
