package dev.ringdown.config;

import static dev.ringdown.config.Setting.texts;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.LookupOptions;
import dev.ringdown.auth.TokenOptions;
import dev.ringdown.topic.UuidText;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect. Immutable.
 *
 * @param lookup how other access keys are looked up; null: not at all
 * @param origins of web pages that may connect; {@code *}: every page
 */
public record AuthSection(
        TokenOptions tokens,
        List<AccessKeys.Entry> accessKeys,
        @Nullable LookupOptions lookup,
        Set<UUID> frozenCustomers,
        List<String> origins) {
    static final Keys KEYS = new Keys();

    private static final Setting<List<String>> FROZEN_CUSTOMERS = KEYS.reloadable(texts(
            "auth.frozen-customers",
            "[]",
            "Customers of whom nobody is admitted.",
            "a list of UUIDs",
            value -> UuidText.parse(value) != null));
    private static final Setting<List<String>> ORIGINS = KEYS.reloadable(texts(
            "origins",
            "[\"*\"]",
            "Origins of web pages that may connect, such as https://desk.example.com; * allows every page. Programs"
                    + " send no Origin and are not meant.",
            "a list of origins such as https://desk.example.com, or *",
            value -> value.equals("*") || value.matches("[a-z][a-z0-9+.-]*://[^/\\s]+")));

    static AuthSection read(Values values) {
        return new AuthSection(
                TokenSection.read(values),
                AccessKeySection.read(values),
                KeyLookupSection.read(values),
                frozenCustomers(values),
                values.get(ORIGINS));
    }

    private static Set<UUID> frozenCustomers(Values values) {
        return values.get(FROZEN_CUSTOMERS).stream()
                .map(UuidText::parsePresent)
                .filter(customer -> customer != null)
                .collect(Collectors.toSet());
    }
}
