package dev.ringdown.fanout;

import java.util.ArrayList;
import java.util.List;

/**
 * The receivers of one router. Each knows its place, so that asking whether it is here touches nothing but itself.
 * Confined to the router's event loop.
 */
final class ReceiverList {
    static final int NO_PLACE = -1;

    private final List<Receiver> receivers = new ArrayList<>();

    /** Adds a receiver, unless it is here. */
    void add(Receiver receiver) {
        if (!contains(receiver)) {
            receiver.place = receivers.size();
            receivers.add(receiver);
        }
    }

    /** Takes a receiver out, if it is here; the last one gets its place. */
    void remove(Receiver receiver) {
        if (contains(receiver)) {
            Receiver last = receivers.remove(receivers.size() - 1);
            if (last != receiver) {
                receivers.set(receiver.place, last);
                last.place = receiver.place;
            }
            receiver.place = NO_PLACE;
        }
    }

    boolean contains(Receiver receiver) {
        return receiver.place != NO_PLACE;
    }

    /** Those who are here now. */
    List<Receiver> copy() {
        return List.copyOf(receivers);
    }
}
