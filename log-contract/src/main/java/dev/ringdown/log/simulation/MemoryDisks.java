package dev.ringdown.log.simulation;

import dev.ringdown.event.TerminalTypes;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.ReplicaStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Stores in memory, which outlive the logs over them, also those that close them. Confined to one thread. */
public final class MemoryDisks implements Disks {
    private static final long MAX_BYTES = 1L << 30;
    private static final long OWN_EPOCH =
            3; // of the store alone; a log that is filled from a journal has the journal's

    private final Map<String, MemoryStore> stores = new HashMap<>();

    @Override
    public ReplicaStore open(String name) {
        MemoryStore store = stores.computeIfAbsent(name, fresh -> store());
        return (ReplicaStore) Proxy.newProxyInstance(
                ReplicaStore.class.getClassLoader(),
                new Class<?>[] {ReplicaStore.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(store, arguments));
    }

    /** An empty store. */
    public static MemoryStore store() {
        return store(MAX_BYTES);
    }

    /** An empty store that keeps so many bytes of events. */
    static MemoryStore store(long maxBytes) {
        return new MemoryStore(
                OWN_EPOCH,
                maxBytes,
                Duration.ofDays(1),
                new LiveResourceIndex(
                        new TerminalTypes(TerminalTypes.DEFAULT), new LiveResourceIndex.Bounds(100, Long.MAX_VALUE)));
    }

    @Override
    public void killed(ReplicaStore store) {}
}
