package dev.ringdown.routing;

import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Everybody's interest in exactly one filter; adding and removing take constant time. Confined to its index. */
final class InterestList {
    private final ArrayList<Interest> interests = new ArrayList<>(1);

    void add(Interest interest) {
        interest.slot = interests.size();
        interests.add(interest);
    }

    void remove(Interest interest) {
        Interest last = interests.remove(interests.size() - 1);
        if (last != interest) {
            interests.set(interest.slot, last);
            last.slot = interest.slot;
        }
    }

    boolean isEmpty() {
        return interests.isEmpty();
    }

    /** @param openToDirect whether a direct token may hear the entry through the resource at which this list stands */
    void collect(LogEntry entry, boolean openToDirect, long collection, List<Subscriber> found) {
        for (int i = 0, size = interests.size(); i < size; i++) {
            Interest interest = interests.get(i);
            Subscriber subscriber = interest.subscriber;
            if (subscriber.foundBy != collection && interest.asksFor(entry.type(), openToDirect)) {
                subscriber.foundBy = collection;
                found.add(subscriber);
            }
        }
    }
}
