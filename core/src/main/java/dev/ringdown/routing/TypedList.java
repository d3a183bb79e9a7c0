package dev.ringdown.routing;

import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TypePattern;
import java.util.Comparator;

/** The interests in some of the events at a place: of these types only, or only where a direct token may hear. Confined to its index. */
final class TypedList extends InterestList {
    /**
     * What is asked of an event at a place.
     *
     * @param direct whether a direct token must be allowed to hear it
     */
    record Condition(SharedTypes types, TypePattern pattern, boolean direct) implements Comparable<Condition> {
        private static final Comparator<Condition> ORDER = Comparator.comparing(Condition::types)
                .thenComparing(condition -> condition.pattern.text())
                .thenComparing(Condition::direct);

        /** An order without a meaning, so that hash tables stay fast whatever clients choose. */
        @Override
        public int compareTo(Condition other) {
            return ORDER.compare(this, other);
        }
    }

    final Condition condition;
    private final Place place;

    /** Where its place has it, so that removing it needs no search. */
    int slot;

    TypedList(TopicFilter filter, Condition condition, Place place, int slot) {
        super(filter);
        this.condition = condition;
        this.place = place;
        this.slot = slot;
    }

    @Override
    TypeFilter types() {
        return condition.types.filter;
    }

    @Override
    Place place() {
        return place;
    }
}
