package dev.ringdown.torture.cluster;

import dev.ringdown.kafka.KafkaBroker;
import dev.ringdown.torture.process.Command;
import dev.ringdown.torture.process.DataFolder;
import dev.ringdown.torture.world.Chance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Does to a cluster what a fault says, and undoes it. Confined to the thread that runs the whole. */
final class Harm {
    /** Free space below which a node takes nothing. */
    static final long MIN_FREE_BYTES = 16L * 1024 * 1024;

    private final Cluster cluster;
    private final Chance chance;
    private final List<Step> undo = new ArrayList<>();
    private final List<Step> keepUp = new ArrayList<>();

    /** What it takes to do or undo something. */
    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    Harm(Cluster cluster, Chance chance) {
        this.cluster = cluster;
        this.chance = chance;
    }

    /** Does it. Returns to whom. */
    String begin(Fault fault) throws IOException, InterruptedException {
        List<Integer> brokers = brokers(fault.victim());
        List<Node> nodes = nodes(fault.victim());
        switch (fault.way()) {
            case KILL -> kill(brokers, nodes);
            case LOSE -> lose(nodes);
            case STOP -> stop(brokers, nodes);
            case FILL -> fill(brokers, nodes);
            case CUT -> cut(brokers, nodes);
            case DEAFEN -> deafen(nodes);
            case ISOLATE -> isolate(brokers);
        }
        List<String> names = new ArrayList<>();
        brokers.forEach(broker -> names.add("broker " + (broker + 1)));
        nodes.forEach(node -> names.add(node.name()));
        return String.join(", ", names);
    }

    private List<Integer> brokers(Fault.Victim victim) throws IOException, InterruptedException {
        List<Integer> all = everyBroker();
        return switch (victim) {
            case NODE, NODES -> List.of();
            case BROKER -> List.of(chance.oneOf(all));
            case LEADER -> List.of(cluster.leaders().ofJournal());
            case CONTROLLER -> List.of(cluster.leaders().ofBrokers());
            case BROKERS, ALL -> all;
        };
    }

    private List<Integer> everyBroker() {
        return IntStream.range(0, cluster.brokers().size()).boxed().toList();
    }

    private List<Node> nodes(Fault.Victim victim) {
        List<Node> all = cluster.nodes().all();
        return switch (victim) {
            case NODE -> List.of(chance.oneOf(all));
            case NODES, ALL -> all;
            default -> List.of();
        };
    }

    private void kill(List<Integer> brokers, List<Node> nodes) throws IOException, InterruptedException {
        for (Node node : nodes) {
            node.process().kill();
        }
        for (int broker : brokers) {
            cluster.brokers().get(broker).kill();
        }
        undo.add(() -> startBrokers(brokers));
        for (Node node : nodes) {
            undo.add(node.process()::start);
        }
    }

    private void lose(List<Node> nodes) throws IOException, InterruptedException {
        kill(List.of(), nodes);
        for (Node node : nodes) {
            node.folder().loseLog();
        }
    }

    /** All at once, as they need each other to start. */
    private void startBrokers(List<Integer> brokers) throws IOException, InterruptedException {
        for (int broker : brokers) {
            cluster.brokers().get(broker).begin();
        }
        for (int broker : brokers) {
            cluster.brokers().get(broker).awaitStarted();
        }
    }

    private void stop(List<Integer> brokers, List<Node> nodes) throws IOException, InterruptedException {
        for (int index : brokers) {
            KafkaBroker broker = cluster.brokers().get(index);
            Command.signal("STOP", broker.pid());
            undo.add(() -> Command.signal("CONT", broker.pid()));
        }
        for (Node node : nodes) {
            node.stop();
            undo.add(node::goOn);
        }
    }

    private void fill(List<Integer> brokers, List<Node> nodes) throws IOException, InterruptedException {
        for (int broker : brokers) {
            keepFull(cluster.brokerFolder(broker), 0);
            undo.add(() -> {
                if (!cluster.brokers().get(broker).isAlive()) { // as a broker does that cannot write
                    startBrokers(List.of(broker));
                }
            });
        }
        for (Node node : nodes) {
            keepFull(node.folder(), chance.percent(50) ? 0 : MIN_FREE_BYTES / 2);
        }
    }

    private void keepFull(DataFolder folder, long bytesLeft) throws IOException, InterruptedException {
        Step fill = () -> folder.fill(bytesLeft);
        fill.take();
        keepUp.add(fill);
        undo.add(0, folder::makeRoom);
    }

    /** Brokers from the others, nodes from all brokers. */
    private void cut(List<Integer> brokers, List<Node> nodes) throws IOException, InterruptedException {
        for (int broker : brokers) {
            for (int other : everyBroker()) {
                if (other != broker) {
                    cut(broker, other);
                    cut(other, broker);
                }
            }
        }
        for (Node node : nodes) {
            for (int broker : everyBroker()) {
                cut(placeOf(node), broker);
                cut(broker, placeOf(node));
            }
        }
    }

    private void deafen(List<Node> nodes) throws IOException, InterruptedException {
        for (Node node : nodes) {
            for (int broker : everyBroker()) {
                cut(broker, placeOf(node));
            }
        }
    }

    private void isolate(List<Integer> brokers) throws IOException, InterruptedException {
        cut(brokers, List.of());
        for (int broker : brokers) {
            for (Node node : cluster.nodes().all()) {
                cut(broker, placeOf(node));
                cut(placeOf(node), broker);
            }
        }
    }

    private void cut(int from, int to) throws IOException, InterruptedException {
        Networks networks = cluster.networks();
        if (networks == null) {
            throw new IllegalStateException("there are no networks to be cut (expected: asked before)");
        }
        if (undo.isEmpty()) {
            undo.add(networks::heal);
        }
        networks.cut(from, to);
    }

    private int placeOf(Node node) {
        return cluster.brokers().size() + cluster.nodes().all().indexOf(node);
    }

    /** What others gave back meanwhile is taken again. */
    void keepUp() throws IOException, InterruptedException {
        for (Step step : keepUp) {
            step.take();
        }
    }

    /** Undoes what was done. */
    void end() throws IOException, InterruptedException {
        keepUp.clear();
        List<Step> steps = List.copyOf(undo);
        undo.clear();
        for (Step step : steps) {
            step.take();
        }
    }
}
