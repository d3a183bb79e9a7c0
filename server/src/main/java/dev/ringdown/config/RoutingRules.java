package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueType;
import dev.ringdown.event.ParentRule;
import dev.ringdown.event.RoutingRule;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.topic.Segments;
import dev.ringdown.topic.TypePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The key {@code routing}: where events of which types belong, and what they are. Stateless. */
final class RoutingRules {
    private static final Set<String> MEMBERS = Set.of("types", "resource", "id", "parents", "moment", "direct");

    static final Keys KEYS = new Keys();

    static final Setting<List<RoutingRule>> ROUTING = KEYS.add(new Setting<>(
            "routing",
            write(RoutingTable.VOIPBIN),
            "Where events belong, and what they are, beyond the rule that call_hangup is about the call whose id is in data."
                    + " Every rule that applies to an event's type adds what it says: resource and id, its own resource and"
                    + " the members of data that may hold the id; parents, to what it belongs besides; moment, that nothing"
                    + " lives on after it; direct, that direct tokens hear it through these parents. Replaces the default as a"
                    + " whole.",
            "a list of { types = \"chatmessage_*\", parents = [\"chat:chat_id\"], direct = true }; a parent is "
                    + ParentRule.FORM,
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
        Setting.checked(rule.root().keySet(), MEMBERS::containsAll);
        String resource = rule.hasPath("resource") ? rule.getString("resource") : null;
        if (resource != null) {
            Setting.checked(resource, Segments::isResource);
        }
        List<String> idFields = texts(rule, "id");
        if (resource != null && !rule.hasPath("id")) {
            idFields = List.of("id");
        }
        RoutingRule read = new RoutingRule(
                texts(rule, "types").stream().map(TypePattern::new).toList(),
                resource,
                idFields,
                texts(rule, "parents").stream().map(ParentRule::parse).toList(),
                rule.hasPath("moment") && rule.getBoolean("moment"),
                rule.hasPath("direct") && rule.getBoolean("direct"));
        return Setting.checked(
                read, some -> some.resource() != null || !some.parents().isEmpty() || some.moment());
    }

    /** A list, or a single text in place of a list of one; none if the member is missing. */
    private static List<String> texts(Config rule, String member) {
        if (!rule.hasPath(member)) {
            return List.of();
        }
        return rule.getValue(member).valueType() == ConfigValueType.LIST
                ? rule.getStringList(member)
                : List.of(rule.getString(member));
    }

    private static String write(List<RoutingRule> rules) {
        return rules.stream().map(RoutingRules::write).collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    }

    private static String write(RoutingRule rule) {
        List<String> members = new ArrayList<>();
        members.add(
                "types = " + list(rule.types().stream().map(TypePattern::text).toList()));
        if (rule.resource() != null) {
            members.add("resource = \"" + rule.resource() + '"');
            members.add("id = " + list(rule.idFields()));
        }
        if (!rule.parents().isEmpty()) {
            members.add("parents = "
                    + list(rule.parents().stream().map(ParentRule::toString).toList()));
        }
        if (rule.moment()) {
            members.add("moment = true");
        }
        if (rule.direct()) {
            members.add("direct = true");
        }
        return members.stream().collect(Collectors.joining(", ", "{ ", " }"));
    }

    private static String list(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(", ", "[", "]"));
    }
}
