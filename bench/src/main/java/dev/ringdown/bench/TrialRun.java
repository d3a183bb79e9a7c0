package dev.ringdown.bench;

import dev.ringdown.bench.compare.Measure;
import dev.ringdown.bench.compare.Outcome;
import dev.ringdown.bench.compare.Trial;
import dev.ringdown.bench.load.Crowd;
import dev.ringdown.bench.load.Feed;
import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Patience;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.Source;
import dev.ringdown.bench.load.Verdict;
import dev.ringdown.bench.peer.Peer;
import dev.ringdown.bench.peer.RunningPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * One trial of one server, from its start to its end.
 *
 * @param warmupSeconds the same before it, not counted
 * @param slowWarmupSeconds for servers that are slow at first
 * @param cpu of the server
 */
record TrialRun(int seconds, int warmupSeconds, int slowWarmupSeconds, int eventBytes, String cpu) {
    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Who has fallen behind is not waited for any longer; what it delivered until then is judged. */
    private static final Duration MOST_DRAIN = Duration.ofSeconds(10);

    Outcome of(Peer peer, Trial trial, int round) throws IOException, InterruptedException {
        try (RunningPeer server = peer.start(cpu, eventBytes);
                LoadLoop loop = new LoadLoop("load")) {
            Crowd crowd = new Crowd(loop, server.ports().open(), server.dialect());
            try {
                crowd.join(seats(server, trial));
                return measure(peer, server, trial, round, loop, crowd);
            } finally {
                crowd.cut(); // the next one needs the files
            }
        }
    }

    private Outcome measure(Peer peer, RunningPeer server, Trial trial, int round, LoadLoop loop, Crowd crowd)
            throws IOException, InterruptedException {
        Feed feed = new Feed(
                        loop, server.ports().internal(), server.dialect(), sources(server, trial), 0, trial.topics())
                .connect(trial.publishers());
        if (trial.isFlatOut()) {
            feed.startWindow(crowd, trial.window(), trial.deliveriesPerEvent());
        } else {
            feed.startRate(trial.eventsPerSecond());
        }
        int warmup = peer.isSlowAtFirst() ? slowWarmupSeconds : warmupSeconds;
        Measurement measured = Measurement.take(warmup, seconds, server.pid(), loop, crowd.meter());
        double backlog = feed.published() - (double) crowd.delivered() / trial.deliveriesPerEvent();
        Verdict verdict = finish(feed, crowd, trial);
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        put(values, measured);
        put(values, verdict);
        values.put(Measure.BACKLOG_EVENTS, Math.max(0, backlog));
        return new Outcome(trial.name(), peer.name(), peer.title(), round, values, verdict.story());
    }

    private static List<Seat> seats(RunningPeer server, Trial trial) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < trial.connections(); i++) {
            seats.add(server.topics().seat(i, i % trial.topics()));
        }
        return seats;
    }

    private static List<Source> sources(RunningPeer server, Trial trial) {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < trial.topics(); i++) {
            sources.add(server.topics().source(i));
        }
        return sources;
    }

    private static Verdict finish(Feed feed, Crowd crowd, Trial trial) throws IOException, InterruptedException {
        feed.stop();
        long expected = feed.published() * trial.deliveriesPerEvent();
        Patience.Ending ending = Patience.within(MOST_DRAIN, () -> crowd.delivered() >= expected, crowd::delivered);
        if (ending == Patience.Ending.LATE) {
            return crowd.verdict(new long[trial.topics()]); // no more than gaps can be called lost
        }
        feed.waitForAnswers();
        return crowd.verdict(feed.seqs()).and(feed.verdict());
    }

    private static void put(Map<Measure, Double> values, Measurement measured) {
        Histogram latency = measured.readings().latency();
        values.put(Measure.DELIVERIES_PER_SECOND, measured.readings().perSecond());
        values.put(Measure.P50_MILLIS, latency.getValueAtPercentile(50) / NANOS_PER_MILLI);
        values.put(Measure.P99_MILLIS, latency.getValueAtPercentile(99) / NANOS_PER_MILLI);
        values.put(Measure.USER_SECONDS_PER_MILLION, measured.userPerMillion());
        values.put(Measure.SYSTEM_SECONDS_PER_MILLION, measured.systemPerMillion());
        values.put(Measure.SERVER_PERCENT, measured.serverPercent());
        values.put(Measure.BENCH_PERCENT, measured.benchPercent());
        values.put(Measure.OTHERS_PERCENT, measured.othersPercent());
        values.put(Measure.RSS_MEBIBYTES, measured.rssBytes() / MEBIBYTE);
    }

    private static void put(Map<Measure, Double> values, Verdict verdict) {
        values.put(Measure.LOST, (double) verdict.lost());
        values.put(Measure.DOUBLED, (double) verdict.doubled());
        values.put(Measure.DISORDERED, (double) verdict.disordered());
        values.put(Measure.FOREIGN, (double) verdict.foreign());
        values.put(Measure.REFUSED, (double) verdict.refused());
        values.put(Measure.CLOSED, (double) verdict.closed());
    }
}
