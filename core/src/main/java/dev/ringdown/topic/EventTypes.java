package dev.ringdown.topic;

import org.jspecify.annotations.Nullable;

/** Which types of events there are of which resource, as far as reading a topic needs to know. Immutable. */
public interface EventTypes {
    /**
     * Whether an event that the pattern means may belong to a resource, as its own or as a parent.
     *
     * @param resource null: to any
     */
    boolean mayBelong(TypePattern types, @Nullable String resource);

    /** The resource to which the types belong that begin with this text and an underscore, though it is no name of one; or null. */
    @Nullable
    String resourceOf(String text);

    /** The same text as the rules have it, so that all filters share one; or the given one if none of them names it. */
    String shared(String resource);
}
