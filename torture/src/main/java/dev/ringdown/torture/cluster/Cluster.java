package dev.ringdown.torture.cluster;

import dev.ringdown.kafka.BrokerHost;
import dev.ringdown.kafka.KafkaBroker;
import dev.ringdown.kafka.KafkaCluster;
import dev.ringdown.torture.process.DataFolder;
import dev.ringdown.torture.process.ServerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brokers and nodes that are one cluster. Confined to the thread that runs the whole, but for what its members say otherwise. */
final class Cluster implements AutoCloseable {
    static final String TOPIC = "ringdown";

    private static final int DISK_MEBIBYTES = 1_500;

    private final @Nullable Networks networks;
    private final @Nullable String noNetworksBecause;
    private final boolean disks;
    private final List<DataFolder> brokerFolders;
    private final KafkaCluster kafka;
    private final Leaders leaders;
    private final Nodes nodes;
    private final Disturbance disturbance = new Disturbance();
    private final Thread atTheEnd = new Thread(this::forget); // who is interrupted leaves nothing behind

    private Cluster(
            @Nullable Networks networks,
            @Nullable String noNetworksBecause,
            List<DataFolder> brokerFolders,
            KafkaCluster kafka,
            ClusterOptions options,
            Map<String, String> settings)
            throws IOException, InterruptedException {
        this.networks = networks;
        this.noNetworksBecause = noNetworksBecause;
        this.brokerFolders = brokerFolders;
        this.disks = brokerFolders.get(0).isDisk();
        this.kafka = kafka;
        this.leaders = new Leaders(kafka.servers(), TOPIC);
        List<Node> all = new ArrayList<>();
        for (int i = 0; i < options.nodes(); i++) {
            all.add(node(i, options, settings));
        }
        String peers = all.stream()
                .map(node -> "http://" + node.host() + ':' + node.internalPort())
                .collect(Collectors.joining(","));
        all.forEach(node -> node.process().set("journal.peers", peers));
        this.nodes = new Nodes(all);
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /**
     * Starts one; when it returns, brokers and nodes answer.
     *
     * @param settings of the nodes, without where their logs and the brokers are
     */
    static Cluster start(ClusterOptions options, Map<String, String> settings, PrintWriter out)
            throws IOException, InterruptedException {
        Networks networks = null;
        String because = null;
        try {
            networks = Networks.make(options.brokers() + options.nodes());
        } catch (IOException e) {
            because = e.getMessage();
        }
        List<DataFolder> folders = new ArrayList<>();
        List<BrokerHost> hosts = new ArrayList<>();
        for (int i = 0; i < options.brokers(); i++) {
            DataFolder folder = folder();
            folders.add(folder);
            hosts.add(new BrokerHost(
                    address(networks, i), networks == null ? List.of() : networks.prefix(i), folder.folder()));
        }
        KafkaCluster kafka = KafkaCluster.start(hosts, options.brokerLibraries());
        Cluster cluster = new Cluster(networks, because, List.copyOf(folders), kafka, options, settings);
        cluster.tell(out);
        for (Node node : cluster.nodes.all()) {
            node.process().start();
        }
        return cluster;
    }

    private static String address(@Nullable Networks networks, int index) {
        return networks == null ? "127.0.0.1" : networks.address(index);
    }

    private static DataFolder folder() throws IOException, InterruptedException {
        DataFolder disk = DataFolder.makeDisk(DISK_MEBIBYTES);
        return disk == null ? DataFolder.make() : disk;
    }

    private Node node(int index, ClusterOptions options, Map<String, String> settings)
            throws IOException, InterruptedException {
        int place = options.brokers() + index;
        List<String> words = new ArrayList<>(networks == null ? List.of() : networks.prefix(place));
        words.addAll(options.server());
        DataFolder folder = folder();
        Map<String, String> all = new HashMap<>(settings);
        all.put("log.dir", folder.log().toString());
        all.put("journal.kafka.servers", kafka.servers());
        all.put("journal.kafka.topic", TOPIC);
        all.put("journal.kafka.replicas", String.valueOf(options.brokers()));
        all.put("journal.kafka.min-in-sync", String.valueOf(options.brokers() / 2 + 1));
        ServerProcess process = new ServerProcess(
                "node " + (index + 1),
                address(networks, place),
                words,
                all,
                folder.folder().resolve("server.log"));
        return new Node(process, folder, disturbance::isNowOrWasLately);
    }

    private void tell(PrintWriter out) {
        synchronized (out) {
            for (int i = 0; i < brokers().size(); i++) {
                out.println("broker " + (i + 1) + " at " + brokers().get(i).address() + " in "
                        + brokerFolders.get(i).folder());
            }
            for (Node node : nodes.all()) {
                out.println(node.name() + ": " + String.join(" ", node.process().command()));
            }
            out.flush();
        }
    }

    List<KafkaBroker> brokers() {
        return kafka.brokers();
    }

    Leaders leaders() {
        return leaders;
    }

    Nodes nodes() {
        return nodes;
    }

    Disturbance disturbance() {
        return disturbance;
    }

    /** Where a broker keeps everything. */
    DataFolder brokerFolder(int index) {
        return brokerFolders.get(index);
    }

    /** Null: parts cannot be kept from each other here. */
    @Nullable
    Networks networks() {
        return networks;
    }

    /** Why something cannot be done to it; null if it can. */
    @Nullable
    String forbids(Fault fault) {
        if (fault.way().needsNetworks() && networks == null) {
            return "no networks: " + noNetworksBecause;
        }
        if (fault.way() == Fault.Way.FILL && !disks) {
            return "only root can mount a disk to be filled";
        }
        if (fault.needsBrokers() && brokers().size() == 1) {
            return "there is one broker only";
        }
        return null;
    }

    /** All folders, of brokers and nodes. */
    List<DataFolder> folders() {
        List<DataFolder> folders = new ArrayList<>(brokerFolders);
        nodes.all().forEach(node -> folders.add(node.folder()));
        return folders;
    }

    private void forget() {
        for (Node node : nodes.all()) {
            node.end();
            node.process().forget();
        }
        if (networks != null) {
            try {
                networks.takeDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Kills everything; folders stay. */
    @Override
    public void close() {
        kafka.close();
        forget();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }
}
