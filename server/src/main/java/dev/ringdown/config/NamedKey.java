package dev.ringdown.config;

import dev.ringdown.event.Quoted;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key with a name of the operator's choosing in it, such as {@code publish.keys.<name>} or {@code
 * auth.access-keys.<name>.customer}. A name is 1 to 64 of {@code a-z 0-9 -}. Immutable.
 *
 * @param prefix what stands before the name, without the dot
 * @param member what stands behind it, with its dot; empty: the name is the end
 * @param expected what may stand there, for the reference and for errors
 * @param meaning a sentence for the reference
 * @param secret whether the value must never be shown
 * @param optional whether it may be left out where others of the same name are set
 * @param reader reads the value; null and the exceptions of parsers mean that it is not what is expected
 */
record NamedKey<T>(
        String prefix,
        String member,
        String expected,
        String meaning,
        boolean secret,
        boolean optional,
        Function<String, @Nullable T> reader) {
    /** What a name must look like, for errors. */
    static final String NAME = "1 to 64 of a-z 0-9 -";

    private static final String PLACE = ".<name>";
    private static final String NAME_PATTERN = "[a-z0-9-]{1,64}";

    /**
     * A key that has to be there if any other of its name is.
     *
     * @param key with {@code <name>} where the name stands
     */
    static <T> NamedKey<T> of(String key, String expected, String meaning, Function<String, @Nullable T> reader) {
        return parse(key, expected, meaning, false, reader);
    }

    /** Like {@link #of}, and never shown. */
    static <T> NamedKey<T> secret(String key, String expected, String meaning, Function<String, @Nullable T> reader) {
        return parse(key, expected, meaning, true, reader);
    }

    /** A secret that is long enough not to be guessed. */
    static NamedKey<String> credential(String key, String meaning) {
        return secret(key, "a text of at least 16 characters", meaning, text -> text.length() < 16 ? null : text);
    }

    private static <T> NamedKey<T> parse(
            String key, String expected, String meaning, boolean secret, Function<String, @Nullable T> reader) {
        int place = key.indexOf(PLACE);
        if (place < 0) {
            throw new IllegalArgumentException("key: " + Quoted.of(key) + " (expected: <name> in it)");
        }
        String member = key.substring(place + PLACE.length());
        return new NamedKey<>(key.substring(0, place), member, expected, meaning, secret, false, reader);
    }

    /** The same, but it may be left out. */
    NamedKey<T> orLeftOut() {
        return new NamedKey<>(prefix, member, expected, meaning, secret, true, reader);
    }

    /** As it is written in the reference. */
    String pattern() {
        return prefix + PLACE + member;
    }

    /** The key for a name. */
    String of(String name) {
        return prefix + "." + name + member;
    }

    static boolean isName(String text) {
        return text.matches(NAME_PATTERN);
    }

    /** Whether the key is this one, with some name. */
    boolean matches(String key) {
        return key.matches(Pattern.quote(prefix + ".") + NAME_PATTERN + Pattern.quote(member));
    }

    /** The value that a text stands for; null: it is not what is expected. */
    @Nullable
    T read(String text) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }

    /** The variable of the environment, as it is written in the reference. */
    String environmentName() {
        return Setting.environmentName(prefix) + "_<NAME>" + Setting.inVariable(member);
    }

    /** The key that a variable of the environment stands for; null: it is not this one. */
    @Nullable
    String keyOf(String variable) {
        Matcher matcher = Pattern.compile(
                        Setting.environmentName(prefix) + "_([A-Z0-9_]{1,64})" + Setting.inVariable(member))
                .matcher(variable);
        return matcher.matches() ? of(matcher.group(1).toLowerCase(Locale.ROOT).replace('_', '-')) : null;
    }
}
