package dev.ringdown.bench;

import dev.ringdown.bench.load.LoadLoop;
import dev.ringdown.bench.load.Meter;
import dev.ringdown.bench.report.Summary;
import dev.ringdown.bench.report.Unit;
import dev.ringdown.bench.server.ProcessUsage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A measured time: what a meter counts, and what it costs the server and the generator. */
final class Measurement {
    private static final double MILLION = 1e6;

    private final Meter.Readings readings;
    private final ProcessUsage serverBefore;
    private final ProcessUsage serverAfter;
    private final double benchCpuSeconds;
    private final boolean serverIsKnown;

    private Measurement(
            Meter.Readings readings,
            ProcessUsage serverBefore,
            ProcessUsage serverAfter,
            double benchCpuSeconds,
            boolean serverIsKnown) {
        this.readings = readings;
        this.serverBefore = serverBefore;
        this.serverAfter = serverAfter;
        this.benchCpuSeconds = benchCpuSeconds;
        this.serverIsKnown = serverIsKnown;
    }

    /** Waits for as long as the options say, first without counting. */
    static Measurement take(Common options, Stage stage, LoadLoop loop, Meter meter)
            throws IOException, InterruptedException {
        long pid = stage.target().pid();
        TimeUnit.SECONDS.sleep(options.warmupSeconds);
        ProcessUsage.resetPeak(pid);
        ProcessUsage before = ProcessUsage.of(pid);
        double benchBefore = ProcessUsage.ofSelf().cpuSeconds();
        loop.run(meter::begin);
        TimeUnit.SECONDS.sleep(options.seconds);
        Meter.Readings readings = loop.call(meter::end);
        return new Measurement(
                readings,
                before,
                ProcessUsage.of(pid),
                ProcessUsage.ofSelf().cpuSeconds() - benchBefore,
                ProcessHandle.of(pid).isPresent());
    }

    Meter.Readings readings() {
        return readings;
    }

    /** @param what is counted, in the plural */
    void report(Summary summary, String what) {
        summary.add("throughput", what, readings.perSecond(), Unit.PER_SECOND);
        if (readings.bytes() > 0) {
            summary.addMemory("throughput", "payload a second", readings.bytes() / readings.seconds());
        }
        summary.addLatency("latency", readings.latency());
        double seconds = readings.seconds();
        if (serverIsKnown) {
            double user = serverAfter.userSeconds() - serverBefore.userSeconds();
            double system = serverAfter.systemSeconds() - serverBefore.systemSeconds();
            double millions = readings.count() / MILLION;
            summary.add("server", "cpu user", user / millions, Unit.SECONDS_PER_MILLION);
            summary.add("server", "cpu system", system / millions, Unit.SECONDS_PER_MILLION);
            summary.add("server", "cpu", 100 * (user + system) / seconds, Unit.PERCENT);
            summary.addMemory("server", "rss before", serverBefore.rssBytes());
            summary.addMemory("server", "rss after", serverAfter.rssBytes());
            summary.addMemory("server", "rss peak", serverAfter.peakBytes());
        }
        summary.add("generator", "cpu", 100 * benchCpuSeconds / seconds, Unit.PERCENT);
    }
}
