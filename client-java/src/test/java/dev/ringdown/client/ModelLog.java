package dev.ringdown.client;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What was published: the offset of an event is its place here. Confined to its test. */
final class ModelLog {
    private final List<Entry> entries = new ArrayList<>();

    record Entry(String subject, String type) {}

    void publish(String resource, int id, String action) {
        entries.add(new Entry(resource + ":" + id, resource + "_" + action));
    }

    /** The offset of the newest; -1 if there is none. */
    int head() {
        return entries.size() - 1;
    }

    Entry at(long offset) {
        return entries.get((int) offset);
    }

    boolean matches(long offset, Topic topic, List<String> types) {
        Entry entry = at(offset);
        return topic.overlaps(Topic.parse(entry.subject)) && Topic.hasType(types, entry.type);
    }

    /** Those after an offset that match. */
    List<Long> matching(long afterOffset, Topic topic, List<String> types) {
        return LongStream.rangeClosed(Math.max(0, afterOffset + 1), head())
                .filter(offset -> matches(offset, topic, types))
                .boxed()
                .toList();
    }
}
