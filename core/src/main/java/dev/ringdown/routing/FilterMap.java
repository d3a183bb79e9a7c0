package dev.ringdown.routing;

import static java.util.Objects.requireNonNull;

import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values by the places at which filters point: a scope, and maybe a resource and an id; what types a filter means is not looked
 * at. An event's places are found by hash, segment by segment: one look-up for each of its scopes, and three for each of its
 * resources in it, however many values there are. Clients choose the segments, but all of them have an order, so that hash
 * tables stay fast whatever is chosen.
 *
 * <p>Confined to whoever owns it.
 */
public final class FilterMap<V> {
    /** Who is shown the values at an event's places. */
    public interface Visitor<V> {
        /**
         * Looks at a value, which may come more than once.
         *
         * @param openToDirect whether a direct token may hear the event here
         * @return whether to look at no more
         */
        boolean visit(V value, boolean openToDirect);
    }

    /** The values at one resource, or at all. */
    private static final class AtResource<V> {
        final @Nullable String name;

        @Nullable
        V anyId;

        private @Nullable Map<String, V> ids;

        AtResource(@Nullable String name) {
            this.name = name;
        }

        @Nullable
        V get(@Nullable String id) {
            return id == null ? anyId : ids == null ? null : ids.get(id);
        }

        void put(@Nullable String id, V value) {
            if (id == null) {
                anyId = value;
                return;
            }
            if (ids == null) {
                ids = new HashMap<>(2);
            }
            ids.put(id, value);
        }

        void remove(@Nullable String id) {
            if (id == null) {
                anyId = null;
            } else if (ids != null) {
                ids.remove(id);
                if (ids.isEmpty()) {
                    ids = null;
                }
            }
        }

        boolean isEmpty() {
            return anyId == null && ids == null;
        }

        void forEach(Consumer<V> action) {
            if (anyId != null) {
                action.accept(anyId);
            }
            if (ids != null) {
                ids.values().forEach(action);
            }
        }
    }

    /** The values within one customer's or agent's scope. */
    private static final class InOneScope<V> {
        final UUID id;
        final AtResource<V> anyResource = new AtResource<>(null);
        final Map<String, AtResource<V>> resources = new HashMap<>(2);

        InOneScope(UUID id) {
            this.id = id;
        }

        @Nullable
        AtResource<V> at(@Nullable String resource) {
            return resource == null ? anyResource : resources.get(resource);
        }

        boolean isEmpty() {
            return resources.isEmpty() && anyResource.isEmpty();
        }

        boolean visit(Topics topics, Visitor<V> visitor) {
            V everything = anyResource.anyId;
            if (everything != null && visitor.visit(everything, true)) {
                return true;
            }
            if (visit(topics.own(), true, visitor)) {
                return true;
            }
            List<Parent> parents = topics.parents();
            for (int i = 0, size = parents.size(); i < size; i++) {
                Parent parent = parents.get(i);
                if (visit(parent.resource(), parent.direct(), visitor)) {
                    return true;
                }
            }
            return false;
        }

        private boolean visit(Resource named, boolean openToDirect, Visitor<V> visitor) {
            String id = named.id();
            if (id != null && visitId(anyResource, id, openToDirect, visitor)) {
                return true;
            }
            AtResource<V> resource = resources.get(named.name());
            if (resource == null) {
                return false;
            }
            V anyId = resource.anyId;
            return anyId != null && visitor.visit(anyId, openToDirect)
                    || id != null && visitId(resource, id, openToDirect, visitor);
        }

        private static <V> boolean visitId(
                AtResource<V> resource, String id, boolean openToDirect, Visitor<V> visitor) {
            V value = resource.get(id);
            return value != null && visitor.visit(value, openToDirect);
        }
    }

    private final Map<UUID, InOneScope<V>> customers = new HashMap<>();
    private final Map<UUID, InOneScope<V>> agents = new HashMap<>();

    /** The value at the place of a filter, or null. */
    public @Nullable V get(TopicFilter filter) {
        InOneScope<V> scope = scopes(filter.scope()).get(filter.scopeId());
        AtResource<V> resource = scope == null ? null : scope.at(filter.resource());
        return resource == null ? null : resource.get(filter.resourceId());
    }

    /** Puts a value at the place of a filter, instead of one that may be there. */
    public void put(TopicFilter filter, V value) {
        InOneScope<V> scope = scopes(filter.scope()).computeIfAbsent(filter.scopeId(), InOneScope::new);
        String name = filter.resource();
        AtResource<V> resource = scope.at(name);
        if (resource == null) {
            resource = new AtResource<>(name);
            scope.resources.put(requireNonNull(name, "name"), resource);
        }
        resource.put(filter.resourceId(), value);
    }

    /** Takes out what is at the place of a filter, if anything is. */
    public void remove(TopicFilter filter) {
        Map<UUID, InOneScope<V>> scopes = scopes(filter.scope());
        InOneScope<V> scope = scopes.get(filter.scopeId());
        AtResource<V> resource = scope == null ? null : scope.at(filter.resource());
        if (scope == null || resource == null) {
            return;
        }
        resource.remove(filter.resourceId());
        if (filter.resource() != null && resource.isEmpty()) {
            scope.resources.remove(filter.resource());
        }
        if (scope.isEmpty()) {
            scopes.remove(filter.scopeId());
        }
    }

    /** The same filter, made of what is here already, so that equal segments are held once. */
    TopicFilter shared(TopicFilter filter) {
        InOneScope<V> scope = scopes(filter.scope()).get(filter.scopeId());
        if (scope == null) {
            return filter;
        }
        AtResource<V> resource = scope.at(filter.resource());
        return new TopicFilter(
                filter.scope(),
                scope.id,
                resource == null ? filter.resource() : resource.name,
                filter.resourceId(),
                filter.types(),
                filter.direct());
    }

    /** Shows every value at a place of an event, until the visitor wants no more; returns whether it did not. */
    public boolean visit(Topics topics, Visitor<V> visitor) {
        List<InScope> scopes = topics.scopes();
        for (int i = 0, count = scopes.size(); i < count; i++) {
            InScope in = scopes.get(i);
            InOneScope<V> scope = scopes(in.scope()).get(in.id());
            if (scope != null && scope.visit(topics, visitor)) {
                return true;
            }
        }
        return false;
    }

    /** Every value, in no order. */
    public void forEach(Consumer<V> action) {
        forEach(customers, action);
        forEach(agents, action);
    }

    private static <V> void forEach(Map<UUID, InOneScope<V>> scopes, Consumer<V> action) {
        for (InOneScope<V> scope : scopes.values()) {
            scope.anyResource.forEach(action);
            scope.resources.values().forEach(resource -> resource.forEach(action));
        }
    }

    private Map<UUID, InOneScope<V>> scopes(Scope scope) {
        return scope == Scope.CUSTOMER ? customers : agents;
    }
}
