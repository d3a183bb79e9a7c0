package dev.ringdown.event;

import dev.ringdown.topic.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a routing table says of the events of one type. Immutable.
 *
 * @param type which
 * @param own where the id of their own resource may stand, the first that has one counts; never empty
 * @param parents to what they belong besides, in order
 * @param directParents the resources among these through which a direct token hears them
 * @param moment whether they are moments
 */
record TypeRoute(String type, List<Own> own, List<ParentRule> parents, Set<String> directParents, boolean moment) {
    private static final List<String> ID = List.of("id");

    /** An own resource and the members of {@code data} that may hold its id. */
    record Own(String resource, List<String> idFields) {}

    static TypeRoute of(String type, List<RoutingRule> rules) {
        List<RoutingRule> applying =
                rules.stream().filter(rule -> rule.appliesTo(type)).toList();
        List<Own> own = new ArrayList<>();
        for (RoutingRule rule : applying) {
            if (rule.resource() != null) {
                own.add(new Own(rule.resource(), rule.idFields()));
            }
        }
        String beginning = type.substring(0, type.indexOf('_'));
        if (own.isEmpty() || Segments.isResource(beginning)) {
            own.add(new Own(beginning, ID));
        }
        List<ParentRule> parents = applying.stream()
                .flatMap(rule -> rule.parents().stream())
                .distinct()
                .toList();
        Set<String> direct = applying.stream()
                .filter(RoutingRule::direct)
                .flatMap(rule -> rule.parents().stream())
                .map(ParentRule::resource)
                .collect(Collectors.toUnmodifiableSet());
        return new TypeRoute(
                type, List.copyOf(own), parents, direct, applying.stream().anyMatch(RoutingRule::moment));
    }
}
