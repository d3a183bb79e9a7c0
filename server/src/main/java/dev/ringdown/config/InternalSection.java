package dev.ringdown.config;

import static dev.ringdown.config.Setting.number;
import static dev.ringdown.config.Setting.ownAddress;

/** The internal port. Immutable. */
public record InternalSection(String host, int port) {
    static final Keys KEYS = new Keys();

    private static final Setting<String> HOST = KEYS.add(
            ownAddress("internal.host", "127.0.0.1", "Address of the internal port: publishing, health, metrics."));
    private static final Setting<Integer> PORT =
            KEYS.add(number("internal.port", 8081, 0, 65535, "The internal port; 0 takes a free one."));

    static InternalSection read(Values values) {
        return new InternalSection(values.get(HOST), values.get(PORT));
    }
}
