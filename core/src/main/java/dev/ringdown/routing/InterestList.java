package dev.ringdown.routing;

import dev.ringdown.topic.TopicFilter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everybody's interest in exactly one filter with the same types; adding and removing take constant time. Confined to its
 * index.
 */
abstract class InterestList {
    private static final @Nullable Interest[] NOBODY = {};

    /** Held once for everybody who asks for it. */
    final TopicFilter filter;

    private @Nullable Interest[] interests = NOBODY;
    private int size;

    InterestList(TopicFilter filter) {
        this.filter = filter;
    }

    abstract TypeFilter types();

    /** Where it is. */
    abstract Place place();

    Interest add(Subscriber subscriber) {
        if (size == interests.length) {
            interests = Arrays.copyOf(interests, size + 1 + (size >> 1));
        }
        Interest interest = new Interest(this, subscriber, size);
        interests[size++] = interest;
        return interest;
    }

    void remove(Interest interest) {
        Interest last = interests[--size];
        interests[interest.slot] = last;
        last.slot = interest.slot;
        interest.slot = Interest.REMOVED;
        interests[size] = null;
        if (size == 0) {
            interests = NOBODY;
        } else if (size < interests.length >> 2) {
            interests = Arrays.copyOf(interests, size + (size >> 1));
        }
    }

    boolean hasInterests() {
        return size > 0;
    }

    /** Everybody here who was not found by this collection is found now. */
    void collectAll(long collection, List<Subscriber> found) {
        for (int i = 0; i < size; i++) {
            Subscriber subscriber = interests[i].subscriber;
            if (subscriber.foundBy != collection) {
                subscriber.foundBy = collection;
                found.add(subscriber);
            }
        }
    }
}
