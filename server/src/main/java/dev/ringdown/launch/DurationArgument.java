package dev.ringdown.launch;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration on the command line, spelled as in the configuration or as ISO 8601 has it. Stateless. */
final class DurationArgument implements ITypeConverter<Duration> {
    private static final Pattern SPELLING = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h|d)");

    @Override
    public Duration convert(String text) {
        Matcher spelling = SPELLING.matcher(text);
        if (spelling.matches()) {
            return of(Long.parseLong(spelling.group(1)), spelling.group(2));
        }
        try {
            return Duration.parse(text.toUpperCase(Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(text + " (expected: a duration such as 90s, 15m, 24h, 7d or PT1H)");
        }
    }

    private static Duration of(long count, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
