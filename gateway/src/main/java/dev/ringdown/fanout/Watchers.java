package dev.ringdown.fanout;

import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who watch one router. Confined to the router's event loop. */
final class Watchers {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final List<Watcher> watchers = new ArrayList<>(0);

    void add(Watcher watcher) {
        watchers.add(watcher);
    }

    void remove(Watcher watcher) {
        watchers.remove(watcher);
    }

    boolean isEmpty() {
        return watchers.isEmpty();
    }

    /** Shows an entry to all; what is wrong with one who watches is not to be felt by those who receive. */
    void show(LogEntry entry) {
        for (Watcher watcher : List.copyOf(watchers)) {
            try {
                watcher.onRouted(entry);
            } catch (RuntimeException e) {
                LOG.error("cannot show an entry to one who watches (it is shown no more)", e);
                watchers.remove(watcher);
            }
        }
    }
}
