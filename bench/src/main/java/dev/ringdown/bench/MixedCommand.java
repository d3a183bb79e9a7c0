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

/** A platform's day: admins see all of their customer, agents what is theirs. */
@Command(
        name = "mixed",
        description = {
            "Many customers, each with admins who subscribe to all of its calls and agents who subscribe to their own.",
            "Every event belongs to one agent, and goes to him and to his customer's admins."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class MixedCommand extends Workload {
    @Option(names = "--customers", paramLabel = "N", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int customers;

    @Option(
            names = "--admins",
            paramLabel = "N",
            defaultValue = "4",
            description = "Of each customer (default: ${DEFAULT-VALUE}).")
    private int admins;

    @Option(
            names = "--agents",
            paramLabel = "N",
            defaultValue = "16",
            description = "Of each customer (default: ${DEFAULT-VALUE}).")
    private int agents;

    @Option(names = "--publishers", paramLabel = "N", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    private int publishers;

    @Mixin
    private Drive drive = new Drive(256);

    MixedCommand(List<String> server) {
        super(server);
    }

    @Override
    protected String title() {
        return customers + " customers with " + admins + " admins and " + agents + " agents each, " + drive + ", "
                + measuredTime();
    }

    @Override
    protected void run(Stage stage, Summary summary) throws IOException, InterruptedException {
        LoadLoop loop = stage.loop();
        World world = stage.world();
        List<Seat> seats = new ArrayList<>();
        List<Source> sources = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            int firstStream = customer * agents;
            for (int i = 0; i < admins; i++) {
                int admin = customers * agents + customer * admins + i;
                seats.add(world.admin(
                        customer, admin, "customer_id:" + world.customer(customer) + ":call", firstStream, agents));
            }
            for (int agent = firstStream; agent < firstStream + agents; agent++) {
                seats.add(world.agent(customer, agent, "agent_id:" + world.agent(agent) + ":call", agent, 1));
                sources.add(world.ownedSource(customer, agent, agent));
            }
        }
        Crowd crowd = stage.crowd(loop);
        crowd.join(seats);
        Feed feed = stage.feed(loop, sources, 0, sources.size(), publishers);
        drive.start(feed, crowd, admins + 1);
        Measurement.take(options, stage, loop, crowd.meter()).report(summary, "deliveries");
        finish(feed, crowd, admins + 1, summary);
    }
}
