package dev.ringdown.fanout;

import java.util.ArrayList;
import java.util.List;

/** Tasks that wait until a router has come to an offset. Confined to the router's event loop. */
final class AwaitedOffsets {
    private record Awaited(long offset, Runnable task) {}

    private final List<Awaited> awaited = new ArrayList<>(0);

    void add(long offset, Runnable task) {
        awaited.add(new Awaited(offset, task));
    }

    /** Runs what waited for this offset or an earlier one, in the order in which it came. */
    void reached(long offset) {
        if (awaited.isEmpty()) {
            return;
        }
        List<Awaited> due =
                awaited.stream().filter(waiting -> waiting.offset <= offset).toList();
        awaited.removeAll(due);
        due.forEach(waiting -> waiting.task.run());
    }
}
