package dev.ringdown.bench;

import dev.ringdown.bench.load.Ingest;
import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Source;
import dev.ringdown.bench.report.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Nobody listens; the log takes it. */
@Command(
        name = "ingest",
        description = {
            "Publishes as fast as the log acknowledges; latency is from the request to its answer.",
            "What an acknowledgement promises, log.sync says: interval unless --set log.sync=always."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class IngestCommand extends Workload {
    private static final int CALLS = 10;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Events of a request; 1: single posts (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = {"--publishers", "--connections"},
            paramLabel = "N",
            defaultValue = "4",
            description = "Connections (default: ${DEFAULT-VALUE}).")
    private int publishers;

    @Option(
            names = "--pipeline",
            paramLabel = "N",
            defaultValue = "1",
            description = "Requests under way on each (default: ${DEFAULT-VALUE}).")
    private int pipeline;

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "100",
            description = "Whose events they are, in turn (default: ${DEFAULT-VALUE}).")
    private int customers;

    IngestCommand(List<String> server) {
        super(server);
    }

    @Override
    protected String title() {
        return (batch == 1 ? "single posts" : "batches of " + batch) + " on " + publishers + " connections, " + pipeline
                + " under way on each, " + measuredTime();
    }

    @Override
    protected Map<String, String> settings() {
        // One run must not fill the disk, and what is expired meanwhile is part of the work.
        return Map.of("log.retention-bytes", "1GiB");
    }

    @Override
    protected void run(Stage stage, Summary summary) throws IOException, InterruptedException {
        LoadLoop loop = stage.loop();
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < customers * CALLS; i++) {
            sources.add(stage.world().source(i % customers, i));
        }
        Ingest ingest = new Ingest(loop, stage.publication(), sources, batch, publishers, pipeline);
        ingest.start();
        Measurement.take(options, stage, loop, ingest.answered()).report(summary, "events");
        ingest.finish();
        judge(ingest.verdict(), summary);
    }
}
