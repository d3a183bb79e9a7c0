package dev.ringdown.limits;

import dev.ringdown.protocol.Limit;
import org.jspecify.annotations.Nullable;

/** Something that is limited for one session, for the sessions of one holder, for those of one customer, and for all. */
public sealed interface Budget permits Cost, Rate {
    /**
     * What names the four limits, to clients and in metrics. Immutable.
     *
     * @param session of one session; null: there is none
     * @param holder of all sessions of one agent, access key or direct token
     * @param customer of all sessions of one customer
     * @param node of all sessions of the node
     */
    record Limits(@Nullable Limit session, Limit holder, Limit customer, Limit node) {}

    Limits limits();
}
