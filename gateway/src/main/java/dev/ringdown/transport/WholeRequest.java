package dev.ringdown.transport;

import dev.ringdown.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request of the internal port that has been read as far as it will be.
 *
 * @param keepAlive whether another may follow it on its connection
 * @param body what is to be {@linkplain GatheredBody#giveBack given back} when its route has read it; null: nothing
 */
record WholeRequest(
        Request request, boolean keepAlive, @Nullable GatheredBody body) {
    /** One of whose body nothing is under way. */
    WholeRequest(Request request, boolean keepAlive) {
        this(request, keepAlive, null);
    }

    /** Its route has read it, or never will. */
    void isRead() {
        if (body != null) {
            body.giveBack();
        }
    }
}
