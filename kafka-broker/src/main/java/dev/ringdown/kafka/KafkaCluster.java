package dev.ringdown.kafka;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some brokers that are one cluster of Kafka, on ports of their own of this machine. Confined to one thread, as its brokers are. */
public final class KafkaCluster implements AutoCloseable {
    private static final String IDENTITY = "cmluZ2Rvd24tdGVzdA-A-A"; // any 16 bytes as base64

    private final List<KafkaBroker> brokers;
    private final Thread atTheEnd = new Thread(this::forget);

    private KafkaCluster(List<KafkaBroker> brokers) {
        this.brokers = List.copyOf(brokers);
        Runtime.getRuntime().addShutdownHook(atTheEnd); // who is interrupted leaves no process behind
    }

    /**
     * Starts new brokers; when it returns, all of them serve.
     *
     * @param folder for all that they keep; empty or missing
     * @param libraries the folder with Kafka's jars
     */
    public static KafkaCluster start(int count, Path folder, Path libraries) throws IOException, InterruptedException {
        return start(
                IntStream.range(0, count)
                        .mapToObj(i -> BrokerHost.here(folder.resolve("broker-" + (i + 1))))
                        .toList(),
                libraries,
                null);
    }

    /** The same, one broker at each of these places. */
    public static KafkaCluster start(List<BrokerHost> hosts, Path libraries) throws IOException, InterruptedException {
        return start(hosts, libraries, null);
    }

    /** One broker that has a secured listener too. */
    public static KafkaCluster start(Path folder, Path libraries, SecuredListener secured)
            throws IOException, InterruptedException {
        return start(List.of(BrokerHost.here(folder)), libraries, secured);
    }

    private static KafkaCluster start(List<BrokerHost> hosts, Path libraries, @Nullable SecuredListener secured)
            throws IOException, InterruptedException {
        int count = hosts.size();
        List<BrokerPorts> ports = BrokerPorts.free(count);
        String voters = IntStream.range(0, count)
                .mapToObj(i -> (i + 1) + "@" + hosts.get(i).address() + ':'
                        + ports.get(i).controller())
                .collect(Collectors.joining(","));
        List<String> about = new ArrayList<>(List.of("--cluster-id", IDENTITY));
        if (secured != null) {
            about.addAll(secured.format());
        }
        List<KafkaBroker> brokers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BrokerHost host = hosts.get(i);
            List<String> settings = settings(i + 1, count, voters, host.address(), ports.get(i), secured);
            KafkaFolder folder = KafkaFolder.make(host.folder(), libraries, settings, about);
            brokers.add(new KafkaBroker(folder, host, ports.get(i)));
        }
        KafkaCluster cluster = new KafkaCluster(brokers);
        for (KafkaBroker broker : brokers) {
            broker.begin();
        }
        for (KafkaBroker broker : brokers) {
            broker.awaitStarted();
        }
        return cluster;
    }

    /** Where a build of this module has put Kafka's jars. */
    public static Path builtLibraries() {
        try {
            return Path.of(KafkaCluster.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("lib");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this class is at no place of the disk", e);
        }
    }

    private static List<String> settings(
            int id, int count, String voters, String address, BrokerPorts ports, @Nullable SecuredListener secured) {
        String forClients = "PLAINTEXT://" + address + ':' + ports.open()
                + (secured == null ? "" : ",SECURED://" + address + ':' + ports.secured());
        List<String> settings = new ArrayList<>(List.of(
                "process.roles=broker,controller",
                "node.id=" + id,
                "listeners=" + forClients + ",CONTROLLER://" + address + ':' + ports.controller(),
                "advertised.listeners=" + forClients,
                "controller.listener.names=CONTROLLER",
                "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL",
                "controller.quorum.voters=" + voters,
                "broker.session.timeout.ms=2000", // of who is gone; nobody takes its place before, not even itself
                "broker.heartbeat.interval.ms=500",
                "default.replication.factor=" + count,
                "min.insync.replicas=" + (count / 2 + 1),
                "offsets.topic.replication.factor=" + count,
                "auto.create.topics.enable=false",
                "log.cleaner.dedupe.buffer.size=16777216"));
        if (secured != null) {
            settings.addAll(secured.settings());
        }
        return settings;
    }

    /** Where clients find them, as {@code host:port,host:port}. */
    public String servers() {
        return brokers.stream().map(KafkaBroker::address).collect(Collectors.joining(","));
    }

    /** The same of their secured listeners, if they have any. */
    public String securedServers() {
        return brokers.stream().map(KafkaBroker::securedAddress).collect(Collectors.joining(","));
    }

    public List<KafkaBroker> brokers() {
        return brokers;
    }

    private void forget() {
        brokers.forEach(KafkaBroker::forget);
    }

    /** Kills all of them. */
    @Override
    public void close() {
        forget();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
    }
}
