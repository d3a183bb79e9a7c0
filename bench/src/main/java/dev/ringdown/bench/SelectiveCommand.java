package dev.ringdown.bench;

import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.Feed;
import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.Source;
import dev.ringdown.bench.load.World;
import dev.ringdown.bench.report.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everybody gets something else. */
@Command(
        name = "selective",
        description = "Every connection has a topic of its own, and the topics get events in turn.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SelectiveCommand extends Workload {
    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(names = "--publishers", paramLabel = "N", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    private int publishers;

    @Mixin
    private Drive drive = new Drive(256);

    SelectiveCommand(List<String> server) {
        super(server);
    }

    @Override
    protected String title() {
        return connections + " connections with a topic each, " + drive + ", " + measuredTime();
    }

    @Override
    protected void run(Stage stage, Summary summary) throws IOException, InterruptedException {
        LoadLoop loop = stage.loop();
        World world = stage.world();
        List<Seat> seats = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            String topic = "customer_id:" + world.customer(0) + ":call:" + world.call(i);
            seats.add(world.admin(0, i, topic, i, 1));
            sources.add(world.source(0, i));
        }
        Crowd crowd = stage.crowd(loop);
        crowd.join(seats);
        Feed feed = stage.feed(loop, sources, 0, connections, publishers);
        drive.start(feed, crowd, 1);
        Measurement.take(options, stage, loop, crowd.meter()).report(summary, "events");
        finish(feed, crowd, 1, summary);
    }
}
