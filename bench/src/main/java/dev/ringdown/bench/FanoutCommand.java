package dev.ringdown.bench;

import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.Feed;
import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.World;
import dev.ringdown.bench.report.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everybody gets everything. */
@Command(
        name = "fanout",
        description = "Every event goes to every connection.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class FanoutCommand extends Workload {
    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Mixin
    private Drive drive = new Drive(32);

    FanoutCommand(List<String> server) {
        super(server);
    }

    @Override
    protected String title() {
        return connections + " connections on one topic, " + drive + ", " + measuredTime();
    }

    @Override
    protected void run(Stage stage, Summary summary) throws IOException, InterruptedException {
        LoadLoop loop = stage.loop();
        World world = stage.world();
        String topic = "customer_id:" + world.customer(0) + ":call";
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            seats.add(world.admin(0, i, topic, 0, 1));
        }
        Crowd crowd = stage.crowd(loop);
        crowd.join(seats);
        Feed feed = stage.feed(loop, List.of(world.source(0, 0)), 0, 1, 1);
        drive.start(feed, crowd, connections);
        Measurement.take(options, stage, loop, crowd.meter()).report(summary, "deliveries");
        finish(feed, crowd, connections, summary);
    }
}
