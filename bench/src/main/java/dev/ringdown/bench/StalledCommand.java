package dev.ringdown.bench;

import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.Feed;
import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.World;
import dev.ringdown.bench.report.Summary;
import dev.ringdown.bench.report.Unit;
import dev.ringdown.bench.server.ProcessUsage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Some never read; the others shall not notice. */
@Command(
        name = "stalled",
        description = {
            "Some connections never read, beside others that do, on one topic. In the end they read on, and get all.",
            "A server that runs already (--url) must not close them meanwhile: limits.stalled, limits.pong-timeout and"
                    + " limits.heartbeat longer than the run, as --set limits.stalled=1h. A server that is started has"
                    + " that already; --set overrides it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StalledCommand extends Workload {
    @Option(
            names = "--stalled",
            paramLabel = "N",
            defaultValue = "100",
            description = "Connections that never read (default: ${DEFAULT-VALUE}).")
    private int stalled;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "900",
            description = "Connections that do (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "1000",
            description = "Events a second (default: ${DEFAULT-VALUE}).")
    private double eventsPerSecond;

    StalledCommand(List<String> server) {
        super(server);
    }

    @Override
    protected String title() {
        return stalled + " connections that never read and " + connections + " that do, " + eventsPerSecond
                + " events/s, " + measuredTime();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("limits.stalled", "1h", "limits.pong-timeout", "1h", "limits.heartbeat", "1h");
    }

    @Override
    protected void run(Stage stage, Summary summary) throws IOException, InterruptedException {
        LoadLoop loop = stage.loop();
        World world = stage.world();
        String topic = "customer_id:" + world.customer(0) + ":call";
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < connections + stalled; i++) {
            seats.add(world.admin(0, i, topic, 0, 1));
        }
        Crowd readers = stage.crowd(loop);
        readers.join(seats.subList(0, connections));
        Crowd sleepers = stage.crowd(loop);
        sleepers.join(seats.subList(connections, connections + stalled));
        sleepers.reading(false);
        Feed feed = stage.feed(loop, List.of(world.source(0, 0)), 0, 1, 1);
        feed.startRate(eventsPerSecond);
        Measurement.take(options, stage, loop, readers.meter()).report(summary, "deliveries");
        feed.stop();
        feed.waitForAnswers();
        await(feed, readers, connections);

        long before = sleepers.delivered();
        long startNanos = System.nanoTime();
        sleepers.reading(true);
        await(feed, sleepers, stalled);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        long caughtUp = sleepers.delivered() - before;
        summary.add("stalled read on", "deliveries", caughtUp, Unit.COUNT);
        summary.add("stalled read on", "time", seconds, Unit.SECONDS);
        summary.add("stalled read on", "deliveries a second", caughtUp / seconds, Unit.PER_SECOND);
        summary.addMemory(
                "stalled read on",
                "server rss after",
                ProcessUsage.of(stage.target().pid()).rssBytes());
        judge(readers.verdict(feed.seqs()).and(sleepers.verdict(feed.seqs())).and(feed.verdict()), summary);
    }
}
