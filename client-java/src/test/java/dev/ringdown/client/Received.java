package dev.ringdown.client;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Offsets of events, in the order in which they were handed over. Confined to its test. */
final class Received implements Consumer<Event> {
    final List<Long> offsets = new ArrayList<>();

    @Override
    public void accept(Event event) {
        offsets.add(FakeSocket.offsetOf(event.sequence()));
    }
}
