package dev.ringdown.config;

import static dev.ringdown.config.Setting.HOUR;
import static dev.ringdown.config.Setting.duration;

import java.time.Duration;

/**
 * When the configuration is read again. Immutable.
 *
 * @param pause how long its files have to stay as they are after a change; zero: nobody looks at them
 */
public record ReloadSection(Duration pause) {
    static final Keys KEYS = new Keys();

    private static final Setting<Duration> PAUSE = KEYS.add(duration(
            "reload.pause",
            "2s",
            Duration.ZERO,
            HOUR,
            "How often the files of the configuration are looked at: one that has changed, and is the same the next time, is"
                    + " read; 0s: only after SIGHUP."));

    static ReloadSection read(Values values) {
        return new ReloadSection(values.get(PAUSE));
    }
}
