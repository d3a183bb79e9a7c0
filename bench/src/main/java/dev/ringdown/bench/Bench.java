package dev.ringdown.bench;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./run bench}: measures a server, and checks what it counts. */
@Command(
        name = "./run bench",
        synopsisSubcommandLabel = "WORKLOAD",
        description = {
            "Measures throughput, latency, processor time and memory of a server, and checks meanwhile that nothing is lost,"
                    + " doubled or out of order: the exit code is 1 if anything was.",
            "",
            "It starts a server of its own, with a log in a temporary folder, on one processor, and keeps to another; or"
                    + " takes one that runs already (--url). Publishers and subscribers share one thread and one clock."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class Bench implements Runnable {
    private static final String SERVER_FOLLOWS = "--";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Bench() {}

    /**
     * Runs a workload and ends the process.
     *
     * @param args its name and options, and after {@code --} the command of the server
     */
    public static void main(String[] args) {
        List<String> words = Arrays.asList(args);
        int end = words.indexOf(SERVER_FOLLOWS);
        List<String> server = end < 0 ? List.of() : words.subList(end + 1, words.size());
        List<String> own = end < 0 ? words : words.subList(0, end);
        System.exit(commands(server).execute(own.toArray(new String[0])));
    }

    /** @param server the command of the server */
    static CommandLine commands(List<String> server) {
        return new CommandLine(new Bench())
                .addSubcommand(new FanoutCommand(server))
                .addSubcommand(new SelectiveCommand(server))
                .addSubcommand(new MixedCommand(server))
                .addSubcommand(new IngestCommand(server))
                .addSubcommand(new StormCommand(server))
                .addSubcommand(new StalledCommand(server))
                .addSubcommand(new SnapshotsCommand(server))
                .addSubcommand(new IdleCommand(server))
                .addSubcommand(new CompareCommand(server));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a workload is missing");
    }
}
