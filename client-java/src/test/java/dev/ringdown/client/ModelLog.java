package dev.ringdown.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What was published: the offset of an event is its place here. Ids are numbers. Confined to its test. */
final class ModelLog {
    /** The server's routing table: every event of these resources has a parent. */
    private static final Map<String, String> PARENTS =
            Map.of("recording", "call", "queuecall", "queue", "chat", "talk");

    private final List<Entry> entries = new ArrayList<>();

    /** @param parents empty if there are none */
    record Entry(String subject, String parents, String type) {}

    /** @param parentId empty if the data does not name the parent */
    void publish(String resource, int id, String action, String parentId) {
        String parent = PARENTS.getOrDefault(resource, "");
        String parents = parent.isEmpty() || parentId.isEmpty() ? parent : parent + ":" + parentId;
        entries.add(new Entry(resource + ":" + id, parents, resource + "_" + action));
    }

    /** The offset of the newest; -1 if there is none. */
    int head() {
        return entries.size() - 1;
    }

    Entry at(long offset) {
        return entries.get((int) offset);
    }

    /** As docs/protocol.md has it, for short forms. */
    boolean matches(long offset, String topic, List<String> types) {
        Entry entry = at(offset);
        String[] segments = (topic.endsWith(":") ? topic.substring(0, topic.length() - 1) : topic).split(":", -1);
        String second = segments.length > 1 ? segments[1] : "*";
        String third = segments.length > 2 ? segments[2] : "*";
        boolean isTyped = second.contains("_");
        String type = isTyped ? second : "*";
        String id = isTyped ? third : second;
        return (isOf(entry.subject, segments[0], id) || isOf(entry.parents, segments[0], id))
                && hasType(List.of(type), entry.type)
                && (types.isEmpty() || hasType(types, entry.type));
    }

    private static boolean isOf(String name, String resource, String id) {
        boolean isResource = resource.equals("*") || (name + ":").startsWith(resource + ":");
        return isResource && (id.equals("*") || name.endsWith(":" + id));
    }

    private static boolean hasType(List<String> types, String type) {
        return types.stream()
                .anyMatch(asked -> asked.equals(type)
                        || (asked.endsWith("*") && type.startsWith(asked.substring(0, asked.length() - 1))));
    }

    /** Those after an offset that match. */
    List<Long> matching(long afterOffset, String topic, List<String> types) {
        return LongStream.rangeClosed(Math.max(0, afterOffset + 1), head())
                .filter(offset -> matches(offset, topic, types))
                .boxed()
                .toList();
    }

    /** Of these, the newest of each resource. */
    List<Long> latest(List<Long> offsets) {
        Map<String, Long> latest = new LinkedHashMap<>();
        offsets.forEach(offset -> latest.put(at(offset).subject(), offset));
        return latest.values().stream().sorted().toList();
    }
}
