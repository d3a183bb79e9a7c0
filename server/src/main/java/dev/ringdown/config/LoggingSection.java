package dev.ringdown.config;

import static dev.ringdown.config.Setting.text;

import java.util.Set;

/** How the process logs: a level of Logback, and {@code text} or {@code json}. Immutable. */
public record LoggingSection(String level, String format) {
    static final Keys KEYS = new Keys();

    private static final Setting<String> LEVEL = KEYS.add(text(
            "logging.level",
            "info",
            "What is logged.",
            "error, warn, info, debug or trace",
            Set.of("error", "warn", "info", "debug", "trace")::contains));
    private static final Setting<String> FORMAT = KEYS.add(
            text("logging.format", "text", "How it is logged.", "text or json", Set.of("text", "json")::contains));

    static LoggingSection read(Values values) {
        return new LoggingSection(values.get(LEVEL), values.get(FORMAT));
    }
}
