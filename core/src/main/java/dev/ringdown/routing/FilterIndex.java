package dev.ringdown.routing;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.TopicFilter;
import java.util.List;

/**
 * Finds who wants an entry. Topics are looked up by hash, as {@link FilterMap} tells, however many filters there are; beyond
 * that the cost is that of the subscribers found, and one test for each different type filter at the places looked at. Equal
 * filters and equal type filters are held once, for as long as anybody asks for them.
 *
 * <p>Confined to its event loop.
 */
public final class FilterIndex {
    /**
     * Looks at the places of one entry. A new one for each: what an object that has lived long is told costs the collector more
     * than a short life.
     */
    private final class Collecting implements FilterMap.Visitor<Place> {
        private final String type;
        private final List<Subscriber> found;

        Collecting(String type, List<Subscriber> found) {
            this.type = type;
            this.found = found;
        }

        @Override
        public boolean visit(Place place, boolean openToDirect) {
            typeTests += place.collect(type, openToDirect, collections, found);
            return false;
        }
    }

    private final FilterMap<Place> places = new FilterMap<>();
    private final SharedTypes.Table types = new SharedTypes.Table();
    private long collections;
    private long typeTests;
    private int size;

    /** Adds a filter of a subscriber; the same filter may be added again and is then an interest of its own. */
    public Interest add(TopicFilter filter, Subscriber subscriber, TypeFilter typeFilter) {
        Place place = places.get(filter);
        if (place == null) {
            TopicFilter shared = places.shared(filter);
            place = new Place(
                    shared.types().isAny() && !shared.direct()
                            ? shared
                            : new TopicFilter(
                                    shared.scope(), shared.scopeId(), shared.resource(), shared.resourceId()));
            places.put(shared, place);
        }
        size++;
        return listFor(filter, typeFilter, place).add(subscriber);
    }

    private InterestList listFor(TopicFilter filter, TypeFilter typeFilter, Place place) {
        if (typeFilter.equals(TypeFilter.ALL) && filter.types().isAny() && !filter.direct()) {
            return place;
        }
        SharedTypes shared = types.take(typeFilter);
        TypedList.Condition condition = new TypedList.Condition(shared, filter.types(), filter.direct());
        TypedList list = place.list(condition);
        if (list == null) {
            return place.addList(condition, places.shared(filter));
        }
        types.give(shared); // a list counts as one user, whoever is in it
        return list;
    }

    /** Removes what {@link #add} returned; once. */
    public void remove(Interest interest) {
        InterestList list = interest.list;
        if (interest.slot == Interest.REMOVED) {
            throw new IllegalStateException("no interest in " + list.filter + " (expected: one that was added)");
        }
        list.remove(interest);
        size--;
        Place place = list.place();
        if (list instanceof TypedList typed && !typed.hasInterests()) {
            place.remove(typed);
            types.give(typed.condition.types());
        }
        if (place.isEmpty()) {
            places.remove(place.filter);
        }
    }

    /** What of a topic is held already, because somebody asks for the same. */
    public enum Held {
        /** Nothing: it would be the first one that points to its place. */
        NOTHING,
        /** The filter, but it was written in another way. */
        FILTER,
        /** The filter and the text. */
        ALL
    }

    /** What is held of a topic that means a filter. */
    public Held held(TopicFilter filter, String topic) {
        Place place = places.get(filter);
        return place == null ? Held.NOTHING : topic.equals(place.spelling()) ? Held.ALL : Held.FILTER;
    }

    /** How many interests there are. */
    public int size() {
        return size;
    }

    /** Adds to {@code found} everybody who wants the entry, each once. */
    public void collect(LogEntry entry, List<Subscriber> found) {
        collections++;
        places.visit(entry.topics(), new Collecting(entry.type(), found));
    }

    /** How often types have been tested in all collections. */
    public long typeTests() {
        return typeTests;
    }

    /** How many different type filters are held. */
    int typeFilters() {
        return types.size();
    }
}
