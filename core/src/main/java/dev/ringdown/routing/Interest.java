package dev.ringdown.routing;

import dev.ringdown.topic.TopicFilter;

/**
 * One filter of one subscriber while it is in a {@link FilterIndex}. Confined to the event loop of its index.
 *
 * <p>It and its {@link InterestList} know each other, so that taking it out needs no search.
 */
public final class Interest {
    static final int REMOVED = -1;

    final InterestList list;
    final Subscriber subscriber;

    /** Where in its list it stands, so that removing it needs no search. */
    int slot;

    Interest(InterestList list, Subscriber subscriber, int slot) {
        this.list = list;
        this.subscriber = subscriber;
        this.slot = slot;
    }

    /** The filter; the same object for everybody who asks for it. */
    public TopicFilter filter() {
        return list.filter;
    }

    /** The types that are asked for besides those of the filter; the same object for everybody who asks for them. */
    public TypeFilter types() {
        return list.types();
    }

    /** A text that a client wrote for the filter; the same object for everybody who writes it as the first one did. */
    public String shared(String spelling) {
        return list.place().shared(spelling);
    }
}
