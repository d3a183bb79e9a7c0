package dev.ringdown.bench;

import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.Feed;
import dev.ringdown.bench.load.Patience;
import dev.ringdown.bench.load.Verdict;
import dev.ringdown.bench.report.Summary;
import dev.ringdown.bench.report.Unit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A workload from its options to its exit code: 0, or 1 if anything was lost, doubled or out of order. */
abstract class Workload implements Callable<Integer> {
    private static final String STDOUT = "-";

    @Mixin
    protected Common options = new Common();

    @Spec
    private @Nullable CommandSpec spec;

    private final List<String> server;

    /** @param server how a server is started */
    protected Workload(List<String> server) {
        this.server = List.copyOf(server);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("not a command");
        }
        PrintWriter out = spec.commandLine().getOut();
        boolean jsonOnly = options.json != null && options.json.toString().equals(STDOUT);
        PrintWriter people = jsonOnly ? new PrintWriter(Writer.nullWriter()) : out;
        Summary summary = new Summary(spec.name());
        people.println(spec.name() + ": " + title());
        people.flush();
        try (Stage stage = Stage.open(options, server, settings())) {
            if (!stage.isPinned()) {
                summary.note("not pinned: server and generator may disturb each other");
            }
            run(stage, summary);
        } catch (IOException | IllegalArgumentException e) {
            spec.commandLine().getErr().println("./run bench " + spec.name() + ": " + e.getMessage());
            return 1;
        }
        summary.print(people);
        if (jsonOnly) {
            summary.writeJson(out);
            out.flush();
        } else if (options.json != null) {
            try (Writer to = Files.newBufferedWriter(options.json)) {
                summary.writeJson(to);
            }
        }
        return summary.isExact() ? 0 : 1;
    }

    /** What is about to be measured, in a line. */
    protected abstract String title();

    /** What the server that is started has to allow for this. */
    protected Map<String, String> settings() {
        return Map.of();
    }

    protected abstract void run(Stage stage, Summary summary) throws IOException, InterruptedException;

    protected final String measuredTime() {
        return options.eventBytes + " bytes, " + options.seconds + " s after " + options.warmupSeconds
                + " s of warm-up";
    }

    /** Waits for what is under way, and judges everything. */
    protected static void finish(Feed feed, Crowd crowd, int deliveriesPerEvent, Summary summary)
            throws IOException, InterruptedException {
        feed.stop();
        feed.waitForAnswers();
        await(feed, crowd, deliveriesPerEvent);
        judge(crowd.verdict(feed.seqs()).and(feed.verdict()), summary);
    }

    /** Waits until everything is delivered, or nothing more comes. */
    protected static void await(Feed feed, Crowd crowd, int deliveriesPerEvent)
            throws IOException, InterruptedException {
        long expected = feed.published() * deliveriesPerEvent;
        Patience.until(() -> crowd.delivered() >= expected, crowd::delivered);
    }

    protected static void judge(Verdict verdict, Summary summary) {
        summary.add("check", "lost", verdict.lost(), Unit.COUNT);
        summary.add("check", "doubled", verdict.doubled(), Unit.COUNT);
        summary.add("check", "out of order", verdict.disordered(), Unit.COUNT);
        summary.add("check", "not subscribed", verdict.foreign(), Unit.COUNT);
        summary.add("check", "refused", verdict.refused(), Unit.COUNT);
        summary.add("check", "closed", verdict.closed(), Unit.COUNT);
        if (!verdict.isExact()) {
            summary.notExact();
        }
        if (!verdict.story().isEmpty()) {
            summary.note("first: " + verdict.story());
            summary.notExact();
        }
    }
}
