package dev.ringdown.routing;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters within one customer's or agent's scope. Confined to its index. */
final class ScopeIndex {
    /** The filters that name one resource. */
    private static final class ResourceIndex {
        final InterestList anyId = new InterestList();
        final Map<String, InterestList> ids = new HashMap<>(2);

        boolean isEmpty() {
            return anyId.isEmpty() && ids.isEmpty();
        }

        /** Collects who names an id. */
        void collect(
                @Nullable String id, LogEntry entry, boolean openToDirect, long collection, List<Subscriber> found) {
            InterestList exact = id == null || ids.isEmpty() ? null : ids.get(id);
            if (exact != null) {
                exact.collect(entry, openToDirect, collection, found);
            }
        }
    }

    private final ResourceIndex anyResource = new ResourceIndex();
    private final Map<String, ResourceIndex> resources = new HashMap<>(2);

    void add(Interest interest) {
        TopicFilter filter = interest.filter;
        ResourceIndex resource = filter.resource() == null
                ? anyResource
                : resources.computeIfAbsent(filter.resource(), name -> new ResourceIndex());
        InterestList list = filter.resourceId() == null
                ? resource.anyId
                : resource.ids.computeIfAbsent(filter.resourceId(), id -> new InterestList());
        list.add(interest);
    }

    void remove(Interest interest) {
        String name = interest.filter.resource();
        ResourceIndex resource = name == null ? anyResource : present(resources, name);
        String id = interest.filter.resourceId();
        if (id == null) {
            resource.anyId.remove(interest);
        } else {
            InterestList list = present(resource.ids, id);
            list.remove(interest);
            if (list.isEmpty()) {
                resource.ids.remove(id);
            }
        }
        if (name != null && resource.isEmpty()) {
            resources.remove(name);
        }
    }

    private static <V> V present(Map<String, V> map, String key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalStateException("no interest in " + key + " (expected: one that was added)");
        }
        return value;
    }

    boolean isEmpty() {
        return resources.isEmpty() && anyResource.isEmpty();
    }

    void collect(LogEntry entry, long collection, List<Subscriber> found) {
        Topics topics = entry.topics();
        anyResource.anyId.collect(entry, true, collection, found);
        collect(topics.own(), true, entry, collection, found);
        List<Parent> parents = topics.parents();
        for (int i = 0, size = parents.size(); i < size; i++) {
            Parent parent = parents.get(i);
            collect(parent.resource(), parent.direct(), entry, collection, found);
        }
    }

    private void collect(
            Resource named, boolean openToDirect, LogEntry entry, long collection, List<Subscriber> found) {
        anyResource.collect(named.id(), entry, openToDirect, collection, found);
        ResourceIndex resource = resources.get(named.name());
        if (resource != null) {
            resource.anyId.collect(entry, openToDirect, collection, found);
            resource.collect(named.id(), entry, openToDirect, collection, found);
        }
    }
}
