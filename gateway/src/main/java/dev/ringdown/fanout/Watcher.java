package dev.ringdown.fanout;

import dev.ringdown.log.LogEntry;

/** One who is shown every entry as a router routes it, whoever wants it. Called on the router's event loop. */
public interface Watcher {
    void onRouted(LogEntry entry);
}
