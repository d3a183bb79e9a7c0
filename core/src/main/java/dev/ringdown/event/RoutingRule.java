package dev.ringdown.event;

import java.util.List;

/**
 * Where events belong whose resource is not simply their type up to the first underscore. Immutable.
 *
 * @param types an event type, or a prefix of types if it ends in {@code *}
 * @param resource the resource of the topic
 * @param idFields members of {@code data}; the first that is present holds the resource id
 */
public record RoutingRule(String types, String resource, List<String> idFields) {
    public RoutingRule {
        idFields = List.copyOf(idFields);
        if (idFields.isEmpty()) {
            throw new IllegalArgumentException("id: [] (expected: at least one member of data)");
        }
    }

    boolean appliesTo(String type) {
        return types.endsWith("*") ? type.regionMatches(0, types, 0, types.length() - 1) : type.equals(types);
    }
}
