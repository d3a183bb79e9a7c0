package dev.ringdown.bench;

import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.Feed;
import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Meter;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.World;
import dev.ringdown.bench.report.Summary;
import dev.ringdown.bench.report.Unit;
import dev.ringdown.bench.server.ProcessUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** All come back at once and want what they missed; one who never left shall not notice. */
@Command(
        name = "storm",
        description = {
            "Cuts all connections at once, publishes what they miss, and lets all of them return and resume at once.",
            "Meanwhile one subscriber of another customer gets live events, on a thread of its own, and measures how late"
                    + " they come. --warmup and --seconds are for the time before the storm."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StormCommand extends Workload {
    private static final int BEFORE_THE_CUT = 10;
    private static final int IN_FLIGHT = 64;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--missed",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Events that each of them misses (default: ${DEFAULT-VALUE}).")
    private int missed;

    @Option(
            names = "--handshakes",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "How many return at once; each that is done makes room for another (default: ${DEFAULT-VALUE}).")
    private int handshakes;

    @Option(
            names = "--live-rate",
            paramLabel = "R",
            defaultValue = "100",
            description = "Events a second of the one who stays (default: ${DEFAULT-VALUE}).")
    private double liveEventsPerSecond;

    StormCommand(List<String> server) {
        super(server);
    }

    @Override
    protected String title() {
        return connections + " connections return after " + missed + " missed events, " + options.eventBytes + " bytes";
    }

    @Override
    protected void run(Stage stage, Summary summary) throws IOException, InterruptedException {
        World world = stage.world();
        LoadLoop loop = stage.loop();
        Crowd crowd = stage.crowd(loop);
        crowd.join(seats(world));
        crowd.remember();
        Feed feed = stage.feed(loop, List.of(world.source(0, 0)), 0, 1, 1);
        feed.publishNow(BEFORE_THE_CUT, 1);
        await(feed, crowd, connections);

        LoadLoop quiet = stage.loop();
        Crowd stays = stage.crowd(quiet);
        stays.join(List.of(world.admin(1, connections, "customer_id:" + world.customer(1) + ":call", 0, 1)));
        Feed live = stage.feed(quiet, List.of(world.source(1, 1)), 0, 1, 1);
        live.startRate(liveEventsPerSecond);
        summary.addLatency(
                "live before",
                Measurement.take(options, stage, quiet, stays.meter())
                        .readings()
                        .latency());

        crowd.cut();
        feed.publishNow(missed, IN_FLIGHT);
        long pid = stage.target().pid();
        ProcessUsage.resetPeak(pid);
        ProcessUsage before = ProcessUsage.of(pid);
        loop.run(crowd.meter()::begin);
        quiet.run(stays.meter()::begin);
        long startNanos = System.nanoTime();
        crowd.returnAll(handshakes);
        double connectedSeconds = (System.nanoTime() - startNanos) / 1e9;
        await(feed, crowd, connections);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Meter.Readings during = quiet.call(stays.meter()::end);
        Meter.Readings resumed = loop.call(crowd.meter()::end);
        ProcessUsage after = ProcessUsage.of(pid);

        summary.addLatency("live during", during.latency());
        summary.add("storm", "all subscribed", connectedSeconds, Unit.SECONDS);
        summary.add("storm", "all complete", seconds, Unit.SECONDS);
        summary.add("storm", "deliveries", resumed.count(), Unit.COUNT);
        summary.add("storm", "deliveries a second", resumed.count() / seconds, Unit.PER_SECOND);
        if (ProcessHandle.of(pid).isPresent()) {
            double cpu = after.cpuSeconds() - before.cpuSeconds();
            summary.add("server", "cpu", cpu, Unit.SECONDS);
            summary.addMemory("server", "rss before", before.rssBytes());
            summary.addMemory("server", "rss peak", after.peakBytes());
            summary.addMemory("server", "rss after", after.rssBytes());
        }
        live.stop();
        live.waitForAnswers();
        await(live, stays, 1);
        judge(
                crowd.verdict(feed.seqs())
                        .and(feed.verdict())
                        .and(stays.verdict(live.seqs()))
                        .and(live.verdict()),
                summary);
    }

    private List<Seat> seats(World world) {
        String topic = "customer_id:" + world.customer(0) + ":call";
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            seats.add(world.admin(0, i, topic, 0, 1));
        }
        return seats;
    }
}
