package dev.ringdown.config;

import static dev.ringdown.config.Setting.text;

import org.jspecify.annotations.Nullable;

/**
 * The pages for operators. Immutable.
 *
 * @param gateway where they reach the public port, such as {@code wss://events.example.com}; null: at its port, on the
 *     host that they are from
 */
public record ConsoleSection(@Nullable String gateway) {
    static final Keys KEYS = new Keys();

    private static final Setting<String> GATEWAY = KEYS.add(text(
            "console.gateway",
            "",
            "Where the console's page reaches the public port, such as wss://events.example.com; empty: at its port, on the"
                    + " host that the page is from.",
            "empty, or ws:// or wss:// with a host and maybe a port",
            value -> value.matches("(wss?://[A-Za-z0-9.\\-\\[\\]:]+)?")));

    static ConsoleSection read(Values values) {
        String gateway = values.get(GATEWAY);
        return new ConsoleSection(gateway.isEmpty() ? null : gateway);
    }
}
