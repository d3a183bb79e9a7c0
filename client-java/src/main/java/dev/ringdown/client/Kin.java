package dev.ringdown.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What events have shown of the server's routing table: which resources an event belongs to at once, and what is a type.
 * Topics are taken to be about different events until one shows otherwise. Confined to its loop.
 */
final class Kin {
    /** How much is remembered; when there is more, every two topics may be about the same. */
    static final int MOST_SEEN = 10_000;

    /** Types, and pairs of resources with a blank between them. */
    private final Set<String> seen = new HashSet<>();

    /** @param names what an event of this type belongs to */
    void learn(String type, List<Topic> names) {
        if (isFull()) {
            return;
        }
        seen.add(type);
        for (Topic one : names) {
            for (Topic other : names) {
                if (!one.equals(other)) { // the same resource twice hangs together with itself
                    seen.add(pair(one, other));
                }
            }
        }
    }

    /** Whether an event may match both topics, scopes left aside. */
    boolean mayMeet(Topic one, Topic other) {
        if (one.resource().isEmpty() || other.resource().isEmpty() || isFull() || seen.contains(pair(one, other))) {
            return true;
        }
        String id = idOf(one);
        String otherId = idOf(other);
        return one.resource().equals(other.resource()) && (id.isEmpty() || otherId.isEmpty() || id.equals(otherId));
    }

    private boolean isFull() {
        return seen.size() >= MOST_SEEN;
    }

    private static String pair(Topic one, Topic other) {
        return one.resource() + ' ' + other.resource();
    }

    /** Empty for any, as far as is known. */
    private String idOf(Topic topic) {
        if (!topic.id().isEmpty()) {
            return topic.id();
        }
        boolean isType = topic.which().endsWith("*") || seen.contains(topic.which());
        return isType ? "" : topic.which();
    }
}
