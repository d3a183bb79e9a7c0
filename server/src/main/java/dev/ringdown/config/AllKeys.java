package dev.ringdown.config;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All keys that there are, as the sections declare them. Stateless. */
final class AllKeys {
    /** The keys that stand for themselves, in the order of the reference. */
    static final List<Setting<?>> SETTINGS = RingdownConfig.SECTIONS.stream()
            .<Setting<?>>flatMap(section -> section.settings().stream())
            .toList();

    /** The keys with a name of the operator's choosing, in the order of the reference. */
    static final List<NamedKey<?>> NAMED = RingdownConfig.SECTIONS.stream()
            .<NamedKey<?>>flatMap(section -> section.named().stream())
            .toList();

    private static final Set<String> RELOADABLE = RingdownConfig.SECTIONS.stream()
            .flatMap(section -> section.reloadable().stream())
            .collect(Collectors.toSet());

    private AllKeys() {}

    static boolean isKnown(String key) {
        return isSetting(key) || NAMED.stream().anyMatch(named -> named.matches(key));
    }

    static boolean isSetting(String key) {
        return SETTINGS.stream().anyMatch(setting -> setting.key().equals(key));
    }

    /** Whether a reload replaces the value of a key, or of a pattern of named ones. */
    static boolean isReloadable(String key) {
        return RELOADABLE.contains(key)
                || NAMED.stream().anyMatch(named -> named.matches(key) && RELOADABLE.contains(named.pattern()));
    }

    /** Whether the value of the key must never be shown. */
    static boolean isSecret(String key) {
        return SETTINGS.stream()
                        .anyMatch(setting -> setting.secret() && setting.key().equals(key))
                || NAMED.stream().anyMatch(named -> named.secret() && named.matches(key));
    }

    /** The key that a variable of the environment stands for, or null. */
    static @Nullable String ofVariable(String variable) {
        return SETTINGS.stream()
                .filter(setting -> setting.environmentName().equals(variable))
                .map(Setting::key)
                .findFirst()
                .orElseGet(() -> namedOfVariable(variable));
    }

    /** Of two that it could be, the one with the longer member is meant: the other would need a stranger name. */
    private static @Nullable String namedOfVariable(String variable) {
        return NAMED.stream()
                .sorted(Comparator.comparingInt(
                        named -> -named.environmentName().length()))
                .map(named -> named.keyOf(variable))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What might have been meant by a key that there is not. */
    static String near(String key) {
        for (NamedKey<?> named : NAMED) {
            if (key.equals(named.prefix()) || key.startsWith(named.prefix() + ".")) {
                return named.prefix() + ".<name>" + members(named.prefix()) + ", a name of " + NamedKey.NAME;
            }
        }
        String section = key.contains(".") ? key.substring(0, key.indexOf('.') + 1) : key;
        String inSection = Stream.concat(
                        SETTINGS.stream().map(Setting::key), NAMED.stream().map(NamedKey::pattern))
                .filter(known -> known.startsWith(section))
                .sorted()
                .collect(Collectors.joining(", "));
        return inSection.isEmpty() ? "a key of docs/configuration.md" : "one of " + inSection;
    }

    /** What may stand behind a name: nothing, or {@code .key, .customer or .expires}. */
    private static String members(String prefix) {
        List<String> members = NAMED.stream()
                .filter(named -> named.prefix().equals(prefix))
                .map(NamedKey::member)
                .toList();
        int last = members.size() - 1;
        return last == 0 ? members.get(0) : String.join(", ", members.subList(0, last)) + " or " + members.get(last);
    }
}
