package dev.ringdown.event;

import dev.ringdown.topic.TypePattern;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds for events of some types: where they belong, and what they are. Every rule that applies to an event adds what it
 * says. Immutable.
 *
 * @param types to which events it applies
 * @param resource the own resource of these events; null: the rule says nothing of it
 * @param idFields members of {@code data}; the first that is present holds the id of the own resource
 * @param parents to what they belong besides
 * @param moment whether they are moments, after which nothing lives on, and not states of a resource
 * @param direct whether a direct token hears them through these parents
 */
public record RoutingRule(
        List<TypePattern> types,
        @Nullable String resource,
        List<String> idFields,
        List<ParentRule> parents,
        boolean moment,
        boolean direct) {
    public RoutingRule {
        types = List.copyOf(types);
        idFields = List.copyOf(idFields);
        parents = List.copyOf(parents);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("types: [] (expected: at least one)");
        }
        if (idFields.isEmpty() != (resource == null)) {
            throw new IllegalArgumentException("id: " + idFields + " (expected: members of data, with a resource)");
        }
        if (direct && parents.isEmpty()) {
            throw new IllegalArgumentException("direct: true (expected: with parents)");
        }
    }

    boolean appliesTo(String type) {
        for (TypePattern pattern : types) {
            if (pattern.matches(type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may apply to a type that the pattern means. */
    boolean mayApplyTo(TypePattern asked) {
        return types.stream().anyMatch(asked::overlaps);
    }

    /** The resources that it names. */
    Stream<String> resources() {
        Stream<String> ofParents = parents.stream().map(ParentRule::resource);
        return resource == null ? ofParents : Stream.concat(Stream.of(resource), ofParents);
    }

    /** Whether it gives events to this resource, as their own or as a parent. */
    boolean names(String name) {
        return name.equals(resource)
                || parents.stream().anyMatch(parent -> parent.resource().equals(name));
    }
}
