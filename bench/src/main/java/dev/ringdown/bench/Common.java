package dev.ringdown.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every workload. */
final class Common {
    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "How long to measure (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "10",
            description = "The same before it, not counted: a JVM is slow at first (default: ${DEFAULT-VALUE}).")
    int warmupSeconds;

    @Option(
            names = "--event-bytes",
            paramLabel = "B",
            defaultValue = "600",
            description = "Of an event as it is published; it is delivered in an envelope (default: ${DEFAULT-VALUE}).")
    int eventBytes;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the summary there, for machines; - is stdout.")
    @Nullable
    Path json;

    @Option(
            names = "--server-cpu",
            paramLabel = "N",
            defaultValue = "0",
            description = "Processor of the server, as taskset takes it; none: any (default: ${DEFAULT-VALUE}).")
    String serverCpu = "0";

    @Option(
            names = "--bench-cpu",
            paramLabel = "N",
            defaultValue = "1",
            description = "Processor of the load generator; none: any (default: ${DEFAULT-VALUE}).")
    String benchCpu = "1";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the server that is started; may be given again.")
    Map<String, String> settings = new TreeMap<>();

    @Option(names = "--url", paramLabel = "HOST:PORT", description = "A server that runs already, its public port.")
    @Nullable
    String url;

    @Option(names = "--internal", paramLabel = "HOST:PORT", description = "With --url: its internal port.")
    @Nullable
    String internal;

    @Option(names = "--token-secret", paramLabel = "SECRET", description = "With --url: its auth.jwt.secret.")
    @Nullable
    String tokenSecret;

    @Option(names = "--publisher-key", paramLabel = "KEY", description = "With --url: one of its publish.keys.")
    @Nullable
    String publisherKey;

    @Option(
            names = "--server-pid",
            paramLabel = "PID",
            defaultValue = "-1",
            description = "With --url: its process on this machine, whose time and memory are told.")
    long serverPid;
}
