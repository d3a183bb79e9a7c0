package dev.ringdown.bench;

import dev.ringdown.bench.compare.Comparison;
import dev.ringdown.bench.compare.MarkdownTable;
import dev.ringdown.bench.compare.Measure;
import dev.ringdown.bench.compare.Outcome;
import dev.ringdown.bench.compare.OutcomeFile;
import dev.ringdown.bench.compare.SvgPicture;
import dev.ringdown.bench.compare.Trial;
import dev.ringdown.bench.peer.Peer;
import dev.ringdown.bench.peer.Peers;
import dev.ringdown.bench.server.Pinning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The same, done to other servers. */
@Command(
        name = "compare",
        description = {
            "Does the same to Ringdown and to other servers, in turn, several times, and tells medians, least and most.",
            "The others come from public packages: nginx with nchan, NATS over WebSocket, uWebSockets.js, and npm's ws. As"
                    + " root on Debian or Ubuntu what is missing is installed; elsewhere it is left out and named.",
            "A comparison may be run in parts: all that is in --results is shown."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {
    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each is measured; 0 only shows --results (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            description = "Some of ringdown, uws, nats, nchan, ws (default: all).")
    private List<String> peers = new ArrayList<>();

    @Option(
            names = "--workloads",
            paramLabel = "NAME",
            split = ",",
            description = "Some of fanout-1000, fanout-10000, selective-10000, rate-100, rate-400 (default: all).")
    private List<String> workloads = new ArrayList<>();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "How long to measure (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "10",
            description =
                    "The same before it, not counted, of Ringdown: a JVM is slow at first (default: ${DEFAULT-VALUE}).")
    private int warmupSeconds;

    @Option(
            names = "--peer-warmup",
            paramLabel = "S",
            defaultValue = "3",
            description = "The same of the others (default: ${DEFAULT-VALUE}).")
    private int peerWarmupSeconds;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often a measurement is repeated while others take more than a fifth of a processor"
                    + " (default: ${DEFAULT-VALUE}).")
    private int repeats;

    @Option(
            names = "--event-bytes",
            paramLabel = "B",
            defaultValue = "600",
            description = "Of an event as it is published (default: ${DEFAULT-VALUE}).")
    private int eventBytes;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description =
                    "Every measurement is added there, a line of JSON each, and shown together with what is there.")
    private @Nullable Path results;

    @Option(names = "--table", paramLabel = "FILE", description = "Writes the tables (Markdown) there, not to stdout.")
    private @Nullable Path table;

    @Option(names = "--picture", paramLabel = "FILE", description = "Draws it there (SVG).")
    private @Nullable Path picture;

    @Option(names = "--caption", paramLabel = "TEXT", defaultValue = "", description = "Stands below the picture.")
    private String caption = "";

    @Option(
            names = "--server-cpu",
            paramLabel = "N",
            defaultValue = "0",
            description = "Processor of the servers, as taskset takes it; none: any (default: ${DEFAULT-VALUE}).")
    private String serverCpu = "0";

    @Option(
            names = "--bench-cpu",
            paramLabel = "N",
            defaultValue = "1",
            description = "Processor of the load generator; none: any (default: ${DEFAULT-VALUE}).")
    private String benchCpu = "1";

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of Ringdown; may be given again.")
    private Map<String, String> settings = new TreeMap<>();

    /** Where the others' files are; given by ./run. */
    @Option(names = "--peer-files", hidden = true, defaultValue = "bench/peers")
    private Path peerFiles = Path.of("bench/peers");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final List<String> server;

    /** @param server how Ringdown is started */
    CompareCommand(List<String> server) {
        this.server = List.copyOf(server);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try {
            return compare(err) ? 0 : 1;
        } catch (IOException | IllegalArgumentException e) {
            err.println("./run bench compare: " + e.getMessage());
            return 1;
        }
    }

    /** Returns whether everything was measured, and exact. */
    private boolean compare(PrintWriter err) throws IOException, InterruptedException {
        List<Peer> all = chosen("--peers", peers, Peers.all(server, settings, peerFiles), Peer::name);
        List<Trial> trials = chosen("--workloads", workloads, Trial.ALL, Trial::name);
        OutcomeFile file = results == null ? null : new OutcomeFile(results);
        List<Outcome> outcomes = new ArrayList<>(file == null ? List.of() : file.read());
        List<Peer> present = new ArrayList<>();
        for (Peer peer : rounds == 0 ? List.<Peer>of() : all) {
            String missing = peer.missing();
            if (missing == null) {
                present.add(peer);
            } else {
                err.println("left out: " + peer.name() + ": " + missing);
            }
        }
        if (rounds > 0 && !Pinning.pinSelf(benchCpu)) {
            err.println("not pinned: servers and generator may disturb each other");
        }
        TrialRun run = new TrialRun(seconds, peerWarmupSeconds, warmupSeconds, eventBytes, serverCpu);
        boolean complete = true;
        for (int round = 1; round <= rounds; round++) {
            for (Trial trial : trials) {
                for (Peer peer : present) {
                    try {
                        Outcome outcome = undisturbed(run, peer, trial, round, err);
                        outcomes.add(outcome);
                        if (file != null) {
                            file.add(outcome);
                        }
                        err.println(line(outcome));
                    } catch (IOException e) {
                        complete = false;
                        err.println(trial.name() + ' ' + peer.name() + " round " + round + ": " + e.getMessage());
                    }
                    err.flush();
                }
            }
            Collections.rotate(present, 1); // nobody is always first, or always behind the same
        }
        show(new Comparison(outcomes));
        return complete && outcomes.stream().allMatch(Outcome::isExact);
    }

    /** Measures once, and again if others disturbed it. */
    private Outcome undisturbed(TrialRun run, Peer peer, Trial trial, int round, PrintWriter err)
            throws IOException, InterruptedException {
        Outcome outcome = run.of(peer, trial, round);
        for (int again = 0; outcome.isDisturbed() && outcome.isExact() && again < repeats; again++) {
            err.println("disturbed, again: " + line(outcome));
            err.flush();
            outcome = run.of(peer, trial, round);
        }
        return outcome;
    }

    private static <T> List<T> chosen(String option, List<String> names, List<T> from, Function<T, String> name) {
        List<String> known = from.stream().map(name).toList();
        for (String wanted : names) {
            if (!known.contains(wanted)) {
                throw new IllegalArgumentException(
                        option + ": " + wanted + " (expected: some of " + String.join(", ", known) + ')');
            }
        }
        return from.stream()
                .filter(one -> names.isEmpty() || names.contains(name.apply(one)))
                .toList();
    }

    private static String line(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%-16s %-9s round %d: %,11.0f deliveries/s, p50 %.1f ms, p99 %.1f ms, backlog %.0f events, server %.0f %%,"
                        + " generator %.0f %%, others %.0f %%, %.0f MiB%s",
                outcome.trial(),
                outcome.peer(),
                outcome.round(),
                outcome.value(Measure.DELIVERIES_PER_SECOND),
                outcome.value(Measure.P50_MILLIS),
                outcome.value(Measure.P99_MILLIS),
                outcome.value(Measure.BACKLOG_EVENTS),
                outcome.value(Measure.SERVER_PERCENT),
                outcome.value(Measure.BENCH_PERCENT),
                outcome.value(Measure.OTHERS_PERCENT),
                outcome.value(Measure.RSS_MEBIBYTES),
                outcome.isExact() ? "" : ", NOT EXACT " + outcome.values() + ' ' + outcome.story());
    }

    private void show(Comparison comparison) throws IOException {
        String text = MarkdownTable.of(comparison);
        if (table == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
        } else {
            Files.writeString(table, text);
        }
        if (picture != null) {
            Files.writeString(picture, SvgPicture.of(comparison, caption));
        }
    }
}
