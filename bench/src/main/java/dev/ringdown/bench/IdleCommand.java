package dev.ringdown.bench;

import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.World;
import dev.ringdown.bench.report.Summary;
import dev.ringdown.bench.report.Unit;
import dev.ringdown.bench.server.ProcessUsage;
import dev.ringdown.bench.server.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Nothing happens, and what that costs. */
@Command(
        name = "idle",
        description = {
            "Connects in steps, subscribes each to a topic of its own, and tells how the server's memory grows.",
            "The heap of /metrics includes garbage; --collect counts what is alive."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class IdleCommand extends Workload {
    private static final int STEPS = 4;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--settle",
            paramLabel = "S",
            defaultValue = "3",
            description = "Quiet seconds before each reading.")
    private int settleSeconds;

    @Option(names = "--collect", description = "Counts the objects that are alive (jcmd of the server's JDK).")
    private boolean collect;

    private final List<String> words;

    IdleCommand(List<String> server) {
        super(server);
        this.words = List.copyOf(server);
    }

    @Override
    protected String title() {
        return connections + " connections, each on a topic of its own, in " + STEPS + " steps";
    }

    @Override
    protected void run(Stage stage, Summary summary) throws IOException, InterruptedException {
        World world = stage.world();
        LoadLoop loop = stage.loop();
        Crowd crowd = stage.crowd(loop);
        Slope rss = new Slope();
        Slope heap = new Slope();
        Slope direct = new Slope();
        // The first connections load classes; they do not count.
        int joined = Math.max(1, connections / 10);
        join(crowd, world, 0, joined);
        for (int step = 0; step <= STEPS; step++) {
            int target = joined + (int) ((long) (connections - joined) * step / STEPS);
            join(crowd, world, (int) rss.last(joined), target);
            TimeUnit.SECONDS.sleep(settleSeconds);
            double rssBytes = ProcessUsage.of(stage.target().pid()).rssBytes();
            double heapBytes = heap(stage);
            double directBytes = ServerProcess.metric(stage.target(), "jvm_buffer_memory_used_bytes", "direct");
            rss.add(target, rssBytes);
            heap.add(target, heapBytes);
            direct.add(target, directBytes);
            summary.addMemory("rss", "with " + target, rssBytes);
            summary.addMemory("heap", "with " + target, heapBytes);
            summary.addMemory("direct", "with " + target, directBytes);
        }
        summary.add("per connection", "rss", rss.perUnit(), Unit.BYTES);
        summary.add("per connection", collect ? "live heap" : "heap with garbage", heap.perUnit(), Unit.BYTES);
        summary.add("per connection", "direct", direct.perUnit(), Unit.BYTES);
        judge(crowd.verdict(new long[connections]), summary);
    }

    private static void join(Crowd crowd, World world, int from, int to) throws IOException, InterruptedException {
        List<Seat> seats = new ArrayList<>();
        for (int i = from; i < to; i++) {
            seats.add(world.admin(0, i, "customer_id:" + world.customer(0) + ":call:" + world.call(i), i, 1));
        }
        if (!seats.isEmpty()) {
            crowd.join(seats);
        }
    }

    private double heap(Stage stage) throws IOException, InterruptedException {
        return collect && !words.isEmpty()
                ? ServerProcess.liveHeap(words.get(0), stage.target().pid())
                : ServerProcess.metric(stage.target(), "jvm_memory_used_bytes", "area=\"heap\"");
    }
}
