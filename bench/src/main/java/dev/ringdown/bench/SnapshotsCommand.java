package dev.ringdown.bench;

import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.Feed;
import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Patience;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.Source;
import dev.ringdown.bench.load.World;
import dev.ringdown.bench.report.Summary;
import dev.ringdown.bench.report.Unit;
import dev.ringdown.bench.server.ProcessUsage;
import dev.ringdown.bench.server.ServerProcess;
import dev.ringdown.bench.server.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many pages of one customer open at the same moment, and read slowly what is alive. */
@Command(
        name = "snapshots",
        description = {
            "Dashboards of one customer open together, ask for a snapshot of all its live resources, and read it slowly.",
            "What it takes in memory is told beside what the server had before; --warmup and --seconds mean nothing here."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SnapshotsCommand extends Workload {
    private static final int IN_FLIGHT = 64;
    private static final Duration READ_EVERY = Duration.ofMillis(50);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Dashboards (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--resources",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Live resources of their customer (default: ${DEFAULT-VALUE}).")
    private int resources;

    @Option(
            names = "--read-rate",
            paramLabel = "B",
            defaultValue = "300000",
            description = "Bytes that each of them reads in a second (default: ${DEFAULT-VALUE}).")
    private int bytesPerSecond;

    SnapshotsCommand(List<String> server) {
        super(server);
    }

    @Override
    protected String title() {
        return connections + " dashboards read " + resources + " live resources of " + options.eventBytes + " bytes at "
                + bytesPerSecond + " bytes/s each";
    }

    @Override
    protected void run(Stage stage, Summary summary) throws IOException, InterruptedException {
        World world = stage.world();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < resources; i++) {
            sources.add(world.source(0, i));
        }
        Feed feed = stage.feed(stage.loop(), sources, 0, resources, 1);
        feed.publishNow(resources, IN_FLIGHT);

        LoadLoop slow = stage.slowLoop((int) (bytesPerSecond * READ_EVERY.toMillis() / TimeUnit.SECONDS.toMillis(1)));
        Crowd crowd = stage.crowd(slow);
        crowd.pace(READ_EVERY);
        Memory memory = new Memory(stage.target());
        long startNanos = System.nanoTime();
        crowd.join(seats(world));
        double subscribedSeconds = (System.nanoTime() - startNanos) / 1e9;
        long expected = (long) connections * resources;
        Patience.until(() -> crowd.delivered() >= expected, () -> {
            memory.look();
            return crowd.delivered();
        });
        double seconds = (System.nanoTime() - startNanos) / 1e9;

        summary.add("snapshots", "all subscribed", subscribedSeconds, Unit.SECONDS);
        summary.add("snapshots", "all complete", seconds, Unit.SECONDS);
        summary.add("snapshots", "deliveries", crowd.delivered(), Unit.COUNT);
        memory.report(summary);
        judge(crowd.verdict(feed.seqs()).and(feed.verdict()), summary);
    }

    private List<Seat> seats(World world) {
        String topic = "customer_id:" + world.customer(0) + ":call";
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            seats.add(world.admin(0, i, topic, 0, resources).withSnapshot());
        }
        return seats;
    }

    /** What the server takes while they read, beside what it took before. Confined to the main thread. */
    private static final class Memory {
        private final Target target;
        private final ProcessUsage before;
        private long lookedNanos = System.nanoTime();
        private double waiting;
        private double direct;

        Memory(Target target) {
            this.target = target;
            ProcessUsage.resetPeak(target.pid());
            this.before = ProcessUsage.of(target.pid());
        }

        /** Looks at the server's own counts, now and then. */
        void look() throws IOException {
            if (System.nanoTime() - lookedNanos < LOOK_EVERY_NANOS) {
                return;
            }
            waiting = Math.max(waiting, ServerProcess.metric(target, "ringdown_held", "catch-up-bytes"));
            direct = Math.max(direct, ServerProcess.metric(target, "jvm_buffer_memory_used_bytes", "direct"));
            lookedNanos = System.nanoTime();
        }

        void report(Summary summary) {
            summary.addMemory("server", "frames that wait, most", waiting);
            summary.addMemory("server", "direct buffers, most", direct);
            if (ProcessHandle.of(target.pid()).isPresent()) {
                ProcessUsage after = ProcessUsage.of(target.pid());
                summary.add("server", "cpu", after.cpuSeconds() - before.cpuSeconds(), Unit.SECONDS);
                summary.addMemory("server", "rss before", before.rssBytes());
                summary.addMemory("server", "rss peak", after.peakBytes());
                summary.addMemory("server", "rss above before", after.peakBytes() - (double) before.rssBytes());
            }
        }
    }
}
