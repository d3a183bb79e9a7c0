package dev.ringdown.bench;

import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.Feed;
import java.io.IOException;
import picocli.CommandLine.Option;

/** Options that say how fast is published. */
final class Drive {
    @Option(
            names = "--window",
            paramLabel = "N",
            description = "Flat out, with so many events not yet delivered to everybody (default: ${DEFAULT-VALUE}).")
    int window;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Events a second instead; latency then counts from when an event was due.")
    double eventsPerSecond;

    Drive(int window) {
        this.window = window;
    }

    void start(Feed feed, Crowd crowd, int deliveriesPerEvent) throws IOException, InterruptedException {
        if (eventsPerSecond > 0) {
            feed.startRate(eventsPerSecond);
        } else {
            feed.startWindow(crowd, window, deliveriesPerEvent);
        }
    }

    @Override
    public String toString() {
        return eventsPerSecond > 0 ? eventsPerSecond + " events/s" : window + " events outstanding";
    }
}
