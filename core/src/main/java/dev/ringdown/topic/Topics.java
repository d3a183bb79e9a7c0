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
 * @param passedOver the scopes in which earlier copies of the event were; whoever asked for it in one of them has it
 */
public record Topics(List<InScope> scopes, Resource own, List<Parent> parents, List<InScope> passedOver) {
    public Topics {
        scopes = List.copyOf(scopes);
        passedOver = List.copyOf(passedOver);
        parents = List.copyOf(parents);
        requireNonNull(own, "own");
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("scopes: [] (expected: at least one)");
        }
        if (own.id() == null) {
            throw new IllegalArgumentException("subject: " + own + " (expected: <resource>:<resource-id>)");
        }
    }

    /** Those of an event of which there is no earlier copy. */
    public Topics(List<InScope> scopes, Resource own, List<Parent> parents) {
        this(scopes, own, parents, List.of());
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

    /** Whether earlier copies of the event were in other scopes. */
    public boolean isLate() {
        return !passedOver.isEmpty();
    }

    /** The topics of the earlier copies; only if {@link #isLate()}. */
    public Topics earlier() {
        return new Topics(passedOver, own, parents);
    }

    /**
     * What is left of a further copy's topics once these have been told: the scopes that are new.
     *
     * @return null if none is
     */
    public @Nullable Topics left(Topics copy) {
        List<InScope> told = new ArrayList<>(passedOver);
        told.addAll(scopes);
        List<InScope> fresh =
                copy.scopes.stream().filter(scope -> !told.contains(scope)).toList();
        return fresh.isEmpty() ? null : new Topics(fresh, copy.own, copy.parents, told);
    }

    /** The value of the attribute {@code parents}: {@code queue:<id>,call}; null if there are none. */
    public @Nullable String parentsText() {
        return parents.isEmpty()
                ? null
                : parents.stream().map(parent -> parent.resource().toString()).collect(Collectors.joining(","));
    }
}
