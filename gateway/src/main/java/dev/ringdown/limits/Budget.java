package dev.ringdown.limits;

import dev.ringdown.protocol.Limit;
import org.jspecify.annotations.Nullable;

/** Something that is limited for one session, for the sessions of one holder, for those of one customer, and for all. */
public sealed interface Budget permits Cost, Rate {
    /** The limit of one session, or null: there is none. */
    @Nullable
    Limit session();

    /** The limit of all sessions of one agent, access key or direct token. */
    Limit holder();

    /** The limit of all sessions of one customer. */
    Limit customer();

    /** The limit of all sessions of the node. */
    Limit node();
}
