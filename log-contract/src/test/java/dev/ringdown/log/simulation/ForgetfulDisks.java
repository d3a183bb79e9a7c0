package dev.ringdown.log.simulation;

import dev.ringdown.log.ReplicaStore;
import java.lang.reflect.Proxy;
import java.util.List;

/** Disks that now and then keep nothing of what they say that they have kept. Confined to one thread. */
final class ForgetfulDisks implements Disks {
    private static final int FORGETS_EVERY = 10;

    private final MemoryDisks disks = new MemoryDisks();
    private int writes;

    @Override
    public ReplicaStore open(String name) {
        ReplicaStore store = disks.open(name);
        return (ReplicaStore) Proxy.newProxyInstance(
                ReplicaStore.class.getClassLoader(),
                new Class<?>[] {ReplicaStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("write") && ++writes % FORGETS_EVERY == 0) {
                        arguments[0] = List.of();
                    }
                    return method.invoke(store, arguments);
                });
    }

    @Override
    public void killed(ReplicaStore store) {
        disks.killed(store);
    }
}
