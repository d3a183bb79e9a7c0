package dev.ringdown.routing;

import dev.ringdown.topic.TopicFilter;

/** One filter of one subscriber while it is in a {@link FilterIndex}. Confined to the event loop of its index. */
public final class Interest {
    final TopicFilter filter;
    final Subscriber subscriber;
    final TypeFilter types;

    /** Where in its {@link InterestList} it stands, so that removing it needs no search. */
    int slot;

    Interest(TopicFilter filter, Subscriber subscriber, TypeFilter types) {
        this.filter = filter;
        this.subscriber = subscriber;
        this.types = types;
    }
}
