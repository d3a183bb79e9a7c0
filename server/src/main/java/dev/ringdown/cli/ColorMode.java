package dev.ringdown.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** When events are coloured. */
enum ColorMode {
    AUTO,
    ALWAYS,
    NEVER;

    /** Reads the option's value, in lower case as it is written everywhere else. */
    static final class Converter implements ITypeConverter<ColorMode> {
        @Override
        public ColorMode convert(String text) {
            for (ColorMode mode : values()) {
                if (mode.toString().equals(text)) {
                    return mode;
                }
            }
            throw new TypeConversionException(text + " (expected: " + List.of(values()) + ")");
        }
    }

    /** Whether to colour; NO_COLOR, if it is set and not empty, speaks for "auto" (no-color.org). */
    boolean isOn(Terminal terminal, Map<String, String> environment) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                terminal.isInteractive()
                        && environment.getOrDefault("NO_COLOR", "").isEmpty();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
