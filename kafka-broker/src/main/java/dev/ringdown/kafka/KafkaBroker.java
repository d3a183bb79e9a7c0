package dev.ringdown.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One broker, which is a controller too: one life after the other, always on the same ports and the same folder. Confined to one
 * thread, but for {@link #forget}.
 */
public final class KafkaBroker {
    private static final long START_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final String STARTED = "Kafka Server started";

    private final KafkaFolder folder;
    private final BrokerHost host;
    private final BrokerPorts ports;
    private volatile @Nullable Process process;
    private long startedBefore;

    KafkaBroker(KafkaFolder folder, BrokerHost host, BrokerPorts ports) {
        this.folder = folder;
        this.host = host;
        this.ports = ports;
    }

    /** Where clients find it, as {@code host:port}. */
    public String address() {
        return host.address() + ':' + ports.open();
    }

    /** The same of the secured listener, if the cluster has one. */
    String securedAddress() {
        return host.address() + ':' + ports.secured();
    }

    /** Of its process, in this life. */
    public long pid() {
        return begun().pid();
    }

    private Process begun() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException("the broker has not been started");
        }
        return current;
    }

    /** Begins a life, without waiting for anything. */
    public void begin() throws IOException {
        List<String> command = new ArrayList<>(host.prefix());
        command.addAll(folder.java("-Xmx192m", "-XX:+UseSerialGC"));
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
                "kafka.Kafka",
                folder.properties().toString()));
        startedBefore = timesStarted();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.output().toFile()))
                .start();
    }

    /**
     * Waits until it serves.
     *
     * @throws IOException it does not
     */
    public void awaitStarted() throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_NANOS;
        while (timesStarted() == startedBefore) {
            if (!begun().isAlive() || System.nanoTime() - deadlineNanos > 0) {
                throw new IOException("a broker of Kafka does not start; see " + folder.output());
            }
            Thread.sleep(50);
        }
    }

    private long timesStarted() throws IOException {
        if (!Files.exists(folder.output())) {
            return 0;
        }
        try (var lines = Files.lines(folder.output(), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(STARTED)).count();
        }
    }

    /** Begins a life; when it returns, it serves. */
    public void start() throws IOException, InterruptedException {
        begin();
        awaitStarted();
    }

    /** Whether its process is there; any thread. */
    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** Ends a life by SIGKILL. */
    public void kill() throws InterruptedException {
        begun().destroyForcibly().waitFor();
    }

    /** Kills it without waiting, for the end of this process; any thread. */
    public void forget() {
        Process current = process;
        if (current != null) {
            current.destroyForcibly();
        }
    }
}
