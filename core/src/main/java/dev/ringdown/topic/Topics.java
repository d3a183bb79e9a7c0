package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The topics of one event: its own resource and each of its parents, in each of its scopes. Immutable.
 *
 * @param scopes whose it is, at least one
 * @param own what it is about, with an id; the subject of the event
 * @param parents to what it belongs besides, each once
 */
public record Topics(List<InScope> scopes, Resource own, List<Parent> parents) {
    public Topics {
        scopes = List.copyOf(scopes);
        parents = List.copyOf(parents);
        requireNonNull(own, "own");
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("scopes: [] (expected: at least one)");
        }
        if (own.id() == null) {
            throw new IllegalArgumentException("subject: " + own + " (expected: <resource>:<resource-id>)");
        }
    }

    /** Those of an event without parents. */
    public static Topics of(Resource own, InScope... scopes) {
        return new Topics(List.of(scopes), own, List.of());
    }

    /** How many there are. */
    public int size() {
        return scopes.size() * (1 + parents.size());
    }

    /** Each of them, those of the first scope first and the own resource before its parents. */
    public List<Topic> all() {
        List<Topic> all = new ArrayList<>(size());
        for (InScope scope : scopes) {
            all.add(new Topic(scope.scope(), scope.id(), own.name(), own.id()));
            for (Parent parent : parents) {
                all.add(new Topic(
                        scope.scope(),
                        scope.id(),
                        parent.resource().name(),
                        parent.resource().id()));
            }
        }
        return all;
    }

    /** The value of the attribute {@code parents}: {@code queue:<id>,call}; null if there are none. */
    public @Nullable String parentsText() {
        return parents.isEmpty()
                ? null
                : parents.stream().map(parent -> parent.resource().toString()).collect(Collectors.joining(","));
    }
}
