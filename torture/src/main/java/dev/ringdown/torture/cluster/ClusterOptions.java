package dev.ringdown.torture.cluster;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run is made of. Immutable.
 *
 * @param eventsPerSecond of all publishers together
 * @param faults what may be done; each once before any is done again
 * @param brokerLibraries the folder with Kafka's jars
 * @param server the command line that starts a node
 * @param keep whether the folders stay, also if nothing failed
 */
public record ClusterOptions(
        long seed,
        int seconds,
        int nodes,
        int brokers,
        int customers,
        int clients,
        int publishers,
        int eventsPerSecond,
        List<Fault> faults,
        Path brokerLibraries,
        List<String> server,
        boolean keep) {
    public ClusterOptions {
        faults = List.copyOf(faults);
        server = List.copyOf(server);
    }

    /** What starts the same run again, as far as the seed decides it. */
    public String command() {
        StringBuilder command = new StringBuilder("./run torture --cluster --seed " + seed + " --seconds " + seconds
                + " --brokers " + brokers + " --customers " + customers + " --clients " + clients + " --publishers "
                + publishers + " --rate " + eventsPerSecond);
        if (faults.size() < Fault.values().length) {
            faults.forEach(fault -> command.append(" --fault ").append(fault));
        }
        return command.toString();
    }
}
