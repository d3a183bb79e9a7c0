package dev.ringdown.config;

import static dev.ringdown.config.Setting.number;
import static dev.ringdown.config.Setting.text;
import static dev.ringdown.config.Setting.yesOrNo;

import java.util.Set;

/**
 * How the process logs. Immutable.
 *
 * @param level of Logback
 * @param format {@code text} or {@code json}
 * @param linesPerSecond lines of one kind that are written in a second
 * @param access whether there is a line for each connection that has ended
 * @param audit whether there is a line for each thing that an operator has done
 */
public record LoggingSection(String level, String format, int linesPerSecond, boolean access, boolean audit) {
    static final Keys KEYS = new Keys();

    private static final Setting<String> LEVEL = KEYS.reloadable(text(
            "logging.level",
            "info",
            "What is logged.",
            "error, warn, info, debug or trace",
            Set.of("error", "warn", "info", "debug", "trace")::contains));
    private static final Setting<String> FORMAT = KEYS.add(
            text("logging.format", "text", "How it is logged.", "text or json", Set.of("text", "json")::contains));

    private static final Setting<Integer> LINES_PER_SECOND = KEYS.reloadable(number(
            "logging.lines-per-second",
            50,
            1,
            1_000_000,
            "Lines of one kind in a second; of those beyond one line tells how many there were."));

    private static final Setting<Boolean> ACCESS = KEYS.add(yesOrNo(
            "logging.access",
            false,
            "Whether each connection that has ended is a line of JSON: who, from where, how long, why it ended."));
    private static final Setting<Boolean> AUDIT =
            KEYS.add(yesOrNo("logging.audit", true, "Whether each thing that an operator has done is a line of JSON."));

    static LoggingSection read(Values values) {
        return new LoggingSection(
                values.get(LEVEL),
                values.get(FORMAT),
                values.get(LINES_PER_SECOND),
                values.get(ACCESS),
                values.get(AUDIT));
    }
}
