package dev.ringdown.torture.cluster;

import dev.ringdown.torture.load.Gateway;
import dev.ringdown.torture.load.Gateways;
import dev.ringdown.torture.world.Chance;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The nodes as a balancer hands them out: those that say that they are ready. Thread-safe. */
final class Nodes implements Gateways {
    /** Three heartbeats of the nodes' settings. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final List<Node> all;

    Nodes(List<Node> all) {
        this.all = List.copyOf(all);
    }

    List<Node> all() {
        return all;
    }

    @Override
    public @Nullable Gateway any(Chance chance) {
        List<Node> ready = all.stream().filter(Node::isUp).toList();
        return ready.isEmpty() ? null : chance.oneOf(ready);
    }

    @Override
    public @Nullable Gateway home(int number, Chance chance) {
        Node home = all.get(number % all.size());
        return home.isUp() ? home : any(chance);
    }

    @Override
    public boolean isAway(int number, Gateway gateway) {
        Node home = all.get(number % all.size());
        return home != gateway && home.isUp();
    }

    @Override
    public int lives() {
        return all.stream().mapToInt(Node::lives).sum();
    }

    @Override
    public long patienceNanos() {
        return PATIENCE_NANOS;
    }
}
