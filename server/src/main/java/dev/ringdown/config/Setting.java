package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * One key of the configuration: what it means, what may stand there and what stands there if nobody says. Immutable.
 *
 * @param key with dots, such as {@code server.port}
 * @param defaultText the default as one would write it
 * @param meaning a sentence for the reference
 * @param expected what may stand there, for the reference and for errors
 * @param secret whether the value must never be shown
 * @param reader reads the value; any exception means that it is not what is expected
 */
record Setting<T>(String key, String defaultText, String meaning, String expected, boolean secret, Reader<T> reader) {
    static final int KIB = 1024;
    static final int MIB = 1024 * KIB;
    static final long EIB = 1L << 60;
    static final Duration MILLISECOND = Duration.ofMillis(1);
    static final Duration HOUR = Duration.ofHours(1);

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    /** Reads a value out of a configuration that has it. */
    interface Reader<T> {
        T read(Config config, String key);
    }

    /** The value is of the right kind, but not in range. */
    static final class OutOfRangeException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static Setting<String> text(String key, String defaultText, String meaning, String expected, Predicate<String> ok) {
        return new Setting<>(
                key,
                '"' + defaultText + '"',
                meaning,
                expected,
                false,
                (config, path) -> checked(config.getString(path), ok));
    }

    static Setting<String> secret(String key, String meaning, String expected, Predicate<String> ok) {
        return new Setting<>(
                key, "\"\"", meaning, expected, true, (config, path) -> checked(config.getString(path), ok));
    }

    static Setting<String> ownAddress(String key, String defaultText, String meaning) {
        return text(key, defaultText, meaning, "an address of this machine", Setting::isOwnAddress);
    }

    private static boolean isOwnAddress(String host) {
        try {
            return !host.isBlank() && InetAddress.getByName(host) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    static Setting<Integer> number(String key, int defaultValue, int least, int most, String meaning) {
        return new Setting<>(
                key,
                Integer.toString(defaultValue),
                meaning,
                least + " to " + most,
                false,
                (config, path) -> checked(Math.toIntExact(wholeNumber(config, path)), n -> n >= least && n <= most));
    }

    /** Typesafe's getInt would take 1.5 for 1. */
    private static long wholeNumber(Config config, String path) {
        return Long.parseLong(config.getString(path).strip());
    }

    static Setting<Long> bytes(String key, String defaultText, long least, long most, String meaning) {
        return new Setting<>(
                key,
                defaultText,
                meaning,
                "a size such as 64KiB, " + show(least) + " to " + show(most),
                false,
                (config, path) -> checked(config.getBytes(path), n -> n >= least && n <= most));
    }

    /** In the largest unit in which it is a whole number. */
    static String show(long bytes) {
        int unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.size() - 1);
        return (bytes >> 10 * unit) + UNITS.get(unit);
    }

    static Setting<Duration> duration(String key, String defaultText, Duration least, Duration most, String meaning) {
        return new Setting<>(
                key,
                defaultText,
                meaning,
                "a duration such as 500ms, 25s, 5m or 24h, " + show(least) + " to " + show(most),
                false,
                (config, path) ->
                        checked(config.getDuration(path), d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0));
    }

    private static String show(Duration duration) {
        if (duration.toNanosPart() > 0) {
            return duration.toMillis() + "ms";
        }
        boolean days = duration.toHours() > 24 && duration.equals(Duration.ofDays(duration.toDays()));
        return days ? duration.toDays() + "d" : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    static Setting<Boolean> yesOrNo(String key, boolean defaultValue, String meaning) {
        return new Setting<>(key, Boolean.toString(defaultValue), meaning, "true or false", false, Config::getBoolean);
    }

    /** A list; from the environment and {@code --set} it may be written with commas. */
    static Setting<List<String>> texts(
            String key, String defaultText, String meaning, String expected, Predicate<String> ok) {
        return new Setting<>(key, defaultText, meaning, expected, false, (config, path) -> {
            List<String> values = config.getValue(path).valueType() == ConfigValueType.LIST
                    ? config.getStringList(path)
                    : commaSeparated(config.getString(path));
            values.forEach(value -> checked(value, ok));
            return List.copyOf(values);
        });
    }

    private static List<String> commaSeparated(String text) {
        return text.isBlank()
                ? List.of()
                : List.of(text.split(",", -1)).stream().map(String::strip).toList();
    }

    /** Names of hosts, without port; {@code *} is any. */
    static Setting<List<String>> hostNames(String key, String defaultText, String meaning) {
        return texts(
                key,
                defaultText,
                meaning,
                "a list of names such as events.example.com, without port, or *",
                name -> name.matches("\\*|[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*"));
    }

    static <V> V checked(V value, Predicate<V> ok) {
        if (!ok.test(value)) {
            throw new OutOfRangeException();
        }
        return value;
    }

    /** The value in a configuration that has the key; throws what the library or {@link OutOfRangeException} says. */
    T read(Config config) {
        try {
            return reader.read(config, key);
        } catch (ConfigException | ArithmeticException | IllegalArgumentException e) {
            OutOfRangeException outOfRange = new OutOfRangeException();
            outOfRange.initCause(e);
            throw outOfRange;
        }
    }

    /** The variable of the environment that overrides it. */
    String environmentName() {
        return environmentName(key);
    }

    /** The variable of a key, or of the beginning of a key. */
    static String environmentName(String key) {
        return "RINGDOWN_" + inVariable(key);
    }

    /** A part of a key as it stands in a variable. */
    static String inVariable(String part) {
        return part.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
