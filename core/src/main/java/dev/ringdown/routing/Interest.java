package dev.ringdown.routing;

import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TypePattern;

/** One filter of one subscriber while it is in a {@link FilterIndex}. Confined to the event loop of its index. */
public final class Interest {
    final TopicFilter filter;
    final Subscriber subscriber;
    final TypeFilter types;

    /** Whether every event is asked for that is found under the filter, as mostly is so. */
    private final boolean unconditional;

    /** Where in its {@link InterestList} it stands, so that removing it needs no search. */
    int slot;

    Interest(TopicFilter filter, Subscriber subscriber, TypeFilter types) {
        this.filter = filter;
        this.subscriber = subscriber;
        this.types = types;
        this.unconditional = types == TypeFilter.ALL && filter.types().equals(TypePattern.ANY) && !filter.direct();
    }

    /**
     * Whether it asks for an event that is reached through a resource.
     *
     * @param type of the event
     * @param openToDirect whether a direct token may hear the event through the resource
     */
    boolean asksFor(String type, boolean openToDirect) {
        return unconditional
                || types.matches(type) && filter.types().matches(type) && (openToDirect || !filter.direct());
    }
}
