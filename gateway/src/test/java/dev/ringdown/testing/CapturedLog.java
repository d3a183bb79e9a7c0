package dev.ringdown.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the product logs, down to the last detail, until it is closed; nothing of it reaches the console. Thread-safe. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger product = (Logger) LoggerFactory.getLogger("dev.ringdown");
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    public CapturedLog() {
        setContext(product.getLoggerContext());
        start();
        product.setLevel(Level.TRACE);
        product.setAdditive(false);
        product.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.getFormattedMessage(); // now, since its arguments may change
        events.add(event);
    }

    /** What was logged as an error, which a person would have to look after. */
    public List<String> errors() {
        return events.stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** What one class logged, with every stack trace; other tests may be running meanwhile. */
    public List<String> everythingOf(Class<?> source) {
        return events.stream()
                .filter(event -> event.getLoggerName().equals(source.getName()))
                .map(CapturedLog::withStackTrace)
                .toList();
    }

    private static String withStackTrace(ILoggingEvent event) {
        return event.getFormattedMessage() + '\n' + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    /** All of it, with every stack trace. */
    public List<String> everything() {
        return events.stream().map(CapturedLog::withStackTrace).toList();
    }

    /** What stands beside the messages of a logger, line by line: texts, numbers and times by their names. */
    public List<Map<String, Object>> factsOf(String logger) {
        return events.stream()
                .filter(event -> event.getLoggerName().equals(logger))
                .map(CapturedLog::facts)
                .toList();
    }

    private static Map<String, Object> facts(ILoggingEvent event) {
        Map<String, Object> facts = new LinkedHashMap<>();
        event.getKeyValuePairs().forEach(pair -> facts.put(pair.key, pair.value));
        return facts;
    }

    @Override
    public void close() {
        product.detachAppender(this);
        product.setAdditive(true);
        product.setLevel(null);
    }
}
