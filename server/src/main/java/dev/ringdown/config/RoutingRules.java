package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import dev.ringdown.event.RoutingRule;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.topic.Segments;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The key {@code routing}: which events belong to another resource than their type says. Stateless. */
final class RoutingRules {
    private static final Set<String> MEMBERS = Set.of("types", "resource", "id");

    static final Keys KEYS = new Keys();

    static final Setting<List<RoutingRule>> ROUTING = KEYS.add(new Setting<>(
            "routing",
            write(RoutingTable.VOIPBIN),
            "Events that belong to another resource than their type says; the first rule that applies and finds one of"
                    + " its members of data wins. Replaces the default as a whole.",
            "a list of { types = \"chat*\", resource = \"chat\", id = [\"chat_id\", \"id\"] }",
            false,
            RoutingRules::read));

    private RoutingRules() {}

    private static List<RoutingRule> read(Config config, String key) {
        Config rules = config;
        if (config.getValue(key).valueType() == ConfigValueType.STRING) { // the environment or --set
            rules = ConfigFactory.parseString(key + " = " + config.getString(key));
        }
        return rules.getConfigList(key).stream().map(RoutingRules::rule).toList();
    }

    private static RoutingRule rule(Config rule) {
        Setting.checked(rule.root().keySet(), MEMBERS::equals);
        String types = Setting.checked(rule.getString("types"), text -> text.matches("[A-Za-z0-9._-]{1,128}\\*?"));
        return new RoutingRule(
                types, Setting.checked(rule.getString("resource"), Segments::isResource), rule.getStringList("id"));
    }

    private static String write(List<RoutingRule> rules) {
        return rules.stream()
                .map(rule -> "{ types = \"" + rule.types() + "\", resource = \"" + rule.resource() + "\", id = "
                        + rule.idFields().stream()
                                .map(field -> '"' + field + '"')
                                .collect(Collectors.joining(", ", "[", "]"))
                        + " }")
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    }
}
