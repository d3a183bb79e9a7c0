package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys under a name of the operator's choosing: {@code publish.keys.<name>}, {@code
 * admin.keys.<name>} and {@code auth.access-keys.<name>.key|customer|expires}. A name is 1 to 64 of {@code a-z 0-9 -}. Stateless.
 */
final class NamedKeys {
    static final String PUBLISH_KEYS = "publish.keys";
    static final String ADMIN_KEYS = "admin.keys";
    static final String ACCESS_KEYS = "auth.access-keys";

    /** What a name must look like, for errors. */
    static final String NAME = "1 to 64 of a-z 0-9 -";

    static final List<String> ACCESS_KEY_MEMBERS = List.of("key", "customer", "expires");

    private static final String NAME_PATTERN = "[a-z0-9-]{1,64}";
    private static final Pattern KEY = Pattern.compile("(publish|admin)\\.keys\\." + NAME_PATTERN
            + "|auth\\.access-keys\\." + NAME_PATTERN + "\\.(key|customer|expires)");
    private static final Pattern KEY_VARIABLE = Pattern.compile("RINGDOWN_(PUBLISH|ADMIN)_KEYS_([A-Z0-9_]{1,64})");
    private static final Pattern ACCESS_VARIABLE =
            Pattern.compile("RINGDOWN_AUTH_ACCESS_KEYS_([A-Z0-9_]{1,64})_(KEY|CUSTOMER|EXPIRES)");

    private NamedKeys() {}

    /** Whether the key has this form. */
    static boolean matches(String key) {
        return KEY.matcher(key).matches();
    }

    /** Whether the value of such a key must never be shown. */
    static boolean isSecret(String key) {
        return key.startsWith(PUBLISH_KEYS + ".")
                || key.startsWith(ADMIN_KEYS + ".")
                || key.startsWith(ACCESS_KEYS + ".") && key.endsWith(".key");
    }

    /** The key that a variable of the environment stands for, or null. */
    static @Nullable String keyOf(String variable) {
        Matcher named = KEY_VARIABLE.matcher(variable);
        if (named.matches()) {
            return (named.group(1).equals("ADMIN") ? ADMIN_KEYS : PUBLISH_KEYS) + "." + name(named.group(2));
        }
        Matcher access = ACCESS_VARIABLE.matcher(variable);
        return access.matches()
                ? ACCESS_KEYS + "." + name(access.group(1)) + "."
                        + access.group(2).toLowerCase(Locale.ROOT)
                : null;
    }

    private static String name(String variablePart) {
        return variablePart.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names under a prefix, in order; what is no name, or no section, is an unknown key. */
    static Set<String> namesUnder(Config config, String prefix) {
        Set<String> names = new TreeSet<>();
        if (config.hasPath(prefix) && config.getValue(prefix) instanceof ConfigObject section) {
            for (var entry : section.toConfig().entrySet()) {
                String name = ConfigUtil.splitPath(entry.getKey()).get(0);
                if (name.matches(NAME_PATTERN)) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
