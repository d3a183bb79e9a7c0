package dev.ringdown.torture;

import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.scenarios.Scenarios;
import dev.ringdown.torture.cluster.ClusterOptions;
import dev.ringdown.torture.cluster.ClusterRun;
import dev.ringdown.torture.cluster.Fault;
import dev.ringdown.torture.load.Outcome;
import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.process.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./run torture}: does its worst to a real server and checks that nothing is lost. */
@Command(
        name = "./run torture",
        description = {
            "Starts servers, publishes to them, and lets clients resume, stall, be cut off and change their minds, while"
                    + " the server is killed, its retention is tiny, or its disk is full. Then compares what every client"
                    + " got with the list of what was acknowledged.",
            "",
            "The same seed makes the same decisions in the same order; when they fall due depends on the machine, so a"
                    + " failing seed may need some runs to fail again."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Torture implements Callable<Integer> {
    private static final int DISK_MEBIBYTES = 640;
    private static final int CLIENTS = 150;
    private static final int RATE = 1_000;
    private static final int NODES = 3;
    private static final int CLUSTER_CLIENTS = 60; // seven processes share the machine
    private static final int CLUSTER_RATE = 300;

    @Option(names = "--seed", paramLabel = "N", description = "Decides everything; any if left out.")
    private @Nullable Long seed;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "60",
            description = "How long, all parts together, without starting and finishing (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--customers", paramLabel = "C", defaultValue = "20", description = "Default: ${DEFAULT-VALUE}.")
    private int customers;

    @Option(names = "--clients", paramLabel = "N", description = "Default: 150, with --cluster 60.")
    private @Nullable Integer clients;

    @Option(names = "--publishers", paramLabel = "N", defaultValue = "6", description = "Default: ${DEFAULT-VALUE}.")
    private int publishers;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Events a second, all publishers together (default: 1000, with --cluster 300).")
    private @Nullable Integer rate;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            description = "Only this part; may be given again. One of ${COMPLETION-CANDIDATES}; all if left out.")
    private List<Part> parts = List.of();

    @Option(
            names = "--cluster",
            description =
                    "Instead of that: three nodes that fill their logs from brokers of Kafka, all of them processes of this"
                            + " machine, in networks of their own if root asks for it. Nodes and brokers are killed, stopped, cut"
                            + " off from each other and left without disk, while clients go from node to node. At the end the"
                            + " logs of the nodes are compared too.")
    private boolean cluster;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            defaultValue = "3",
            description = "With --cluster: how many brokers (default: ${DEFAULT-VALUE}).")
    private int brokers;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            split = ",",
            description =
                    "With --cluster: only this; several with commas, or given again. One of ${COMPLETION-CANDIDATES};"
                            + " all if left out, each once before any comes again, which takes some six minutes.")
    private List<Fault> faults = List.of();

    @Option(names = "--broker-libraries", paramLabel = "FOLDER", hidden = true)
    private Path brokerLibraries = Path.of("");

    @Option(
            names = "--abuse",
            description =
                    "Instead of all that: plays scenarios of abuse against a server with the default configuration,"
                            + " and prints a table of what honest clients of another customer noticed, beside runs with as many"
                            + " honest clients in the attackers' place.")
    private boolean abuse;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            split = ",",
            description =
                    "With --abuse: only this one, such as A6, or those whose names begin so, such as B9; several with"
                            + " commas, or given again. All if left out, which takes more than an hour.")
    private List<String> scenarios = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "With --abuse: how often each is played; the times of all are told together (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--nice",
            paramLabel = "N",
            defaultValue = "19",
            description =
                    "With --abuse: by how much attackers, and the honest clients in their place, stand back when others want"
                            + " a processor; 0 is the priority of the server (default: ${DEFAULT-VALUE}).")
    private int nice;

    @Option(names = "--keep", description = "Keeps the folders of the servers, also if nothing failed.")
    private boolean keep;

    @Parameters(hidden = true)
    private List<String> server = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Torture() {}

    /** Runs it and ends the process: 0 if everything held, 1 if not. */
    public static void main(String[] args) {
        CommandLine command = new CommandLine(new Torture()).setCaseInsensitiveEnumValuesAllowed(true);
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (server.isEmpty()) {
            spec.commandLine().getErr().println("the command of the server is missing (expected: started by ./run)");
            return CommandLine.ExitCode.USAGE;
        }
        if (abuse) {
            return abuse(out);
        }
        Violations violations = new Violations(out);
        long chosen = seed == null ? new SecureRandom().nextInt(1_000_000) : seed;
        String command = cluster ? cluster(chosen, out, violations) : oneServer(chosen, out, violations);
        out.println((violations.count() == 0 ? "everything held: " : "to run it again: ") + command);
        out.flush();
        return violations.count() == 0 ? 0 : 1;
    }

    private String cluster(long chosen, PrintWriter out, Violations violations) throws InterruptedException {
        ClusterOptions options = new ClusterOptions(
                chosen,
                seconds,
                NODES,
                brokers,
                customers,
                clients == null ? CLUSTER_CLIENTS : clients,
                publishers,
                rate == null ? CLUSTER_RATE : rate,
                faults.isEmpty() ? List.of(Fault.values()) : faults,
                brokerLibraries,
                server,
                keep);
        out.println(options.command());
        out.flush();
        try {
            new ClusterRun(options, out, violations).run();
        } catch (IOException e) {
            violations.add("cluster", "cannot go on: " + e.getMessage());
        }
        return options.command();
    }

    private String oneServer(long chosen, PrintWriter out, Violations violations)
            throws IOException, InterruptedException {
        Options options = new Options(
                chosen,
                seconds,
                customers,
                clients == null ? CLIENTS : clients,
                publishers,
                rate == null ? RATE : rate,
                parts.isEmpty() ? List.of(Part.values()) : parts,
                keep,
                server);
        out.println(options.command());
        out.flush();
        List<Outcome> outcomes = new ArrayList<>();
        int shares = options.parts().stream().mapToInt(Part::share).sum();
        for (Part part : options.parts()) {
            DataFolder folder = part == Part.DISK ? DataFolder.makeDisk(DISK_MEBIBYTES) : DataFolder.make();
            if (folder == null) {
                out.println(part + ": did not run, since only root can mount a disk to be filled");
                continue;
            }
            int partSeconds = part.seconds(options.seconds(), shares);
            try {
                outcomes.add(new PartRun(part, options, partSeconds, out, violations).run(folder));
            } catch (IOException e) {
                violations.add(part.toString(), "cannot go on: " + e.getMessage());
            }
        }
        if (!outcomes.isEmpty()) {
            Outcome.print(outcomes, violations.count(), out);
        }
        return options.command();
    }

    private int abuse(PrintWriter out) throws IOException, InterruptedException {
        try {
            List<Scenario> chosen = scenarios.isEmpty()
                    ? Scenarios.all()
                    : scenarios.stream()
                            .flatMap(name -> Scenarios.of(name).stream())
                            .distinct()
                            .toList();
            return new AbuseRun(server, chosen, rounds, nice, out).run() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }
}
