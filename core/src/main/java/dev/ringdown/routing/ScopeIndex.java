package dev.ringdown.routing;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.Topic;
import dev.ringdown.topic.TopicFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The filters within one customer's or agent's scope. Confined to its index. */
final class ScopeIndex {
    /** The filters that name one resource. */
    private static final class ResourceIndex {
        final InterestList anyId = new InterestList();
        final Map<String, InterestList> ids = new HashMap<>(2);

        boolean isEmpty() {
            return anyId.isEmpty() && ids.isEmpty();
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

    void collect(Topic topic, LogEntry entry, long collection, List<Subscriber> found) {
        collect(anyResource, topic, entry, collection, found);
        ResourceIndex resource = resources.get(topic.resource());
        if (resource != null) {
            collect(resource, topic, entry, collection, found);
        }
    }

    private static void collect(
            ResourceIndex resource, Topic topic, LogEntry entry, long collection, List<Subscriber> found) {
        resource.anyId.collect(entry, collection, found);
        InterestList exact = resource.ids.get(topic.resourceId());
        if (exact != null) {
            exact.collect(entry, collection, found);
        }
    }
}
