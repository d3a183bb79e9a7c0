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
    private final double othersPercent;
    private final boolean serverIsKnown;

    private Measurement(
            Meter.Readings readings,
            ProcessUsage serverBefore,
            ProcessUsage serverAfter,
            double benchCpuSeconds,
            double othersPercent,
            boolean serverIsKnown) {
        this.readings = readings;
        this.serverBefore = serverBefore;
        this.serverAfter = serverAfter;
        this.benchCpuSeconds = benchCpuSeconds;
        this.othersPercent = othersPercent;
        this.serverIsKnown = serverIsKnown;
    }

    /** Waits for as long as the options say, first without counting. */
    static Measurement take(Common options, Stage stage, LoadLoop loop, Meter meter)
            throws IOException, InterruptedException {
        return take(options.warmupSeconds, options.seconds, stage.target().pid(), loop, meter);
    }

    /** @param pid of the server, -1 if it is not known */
    static Measurement take(int warmupSeconds, int seconds, long pid, LoadLoop loop, Meter meter)
            throws IOException, InterruptedException {
        double othersBefore = othersSeconds(pid);
        TimeUnit.SECONDS.sleep(warmupSeconds);
        ProcessUsage.resetPeak(pid);
        ProcessUsage before = ProcessUsage.of(pid);
        double benchBefore = ProcessUsage.ofSelf().cpuSeconds();
        loop.run(meter::begin);
        TimeUnit.SECONDS.sleep(seconds);
        Meter.Readings readings = loop.call(meter::end);
        return new Measurement(
                readings,
                before,
                ProcessUsage.of(pid),
                ProcessUsage.ofSelf().cpuSeconds() - benchBefore,
                100 * Math.max(0, othersSeconds(pid) - othersBefore) / (warmupSeconds + readings.seconds()),
                ProcessHandle.of(pid).isPresent());
    }

    Meter.Readings readings() {
        return readings;
    }

    /** Seconds of the server's processor time outside the kernel, for each million that was counted. */
    double userPerMillion() {
        return (serverAfter.userSeconds() - serverBefore.userSeconds()) * MILLION / readings.count();
    }

    /** Seconds of the server's processor time in the kernel, for each million that was counted. */
    double systemPerMillion() {
        return (serverAfter.systemSeconds() - serverBefore.systemSeconds()) * MILLION / readings.count();
    }

    /** How much of a processor the server had. */
    double serverPercent() {
        return 100 * (serverAfter.cpuSeconds() - serverBefore.cpuSeconds()) / readings.seconds();
    }

    /** How much of a processor the load generator had. */
    double benchPercent() {
        return 100 * benchCpuSeconds / readings.seconds();
    }

    /** How much of a processor others on this machine had, who disturb; in the time of warm-up too. */
    double othersPercent() {
        return othersPercent;
    }

    private static double othersSeconds(long pid) {
        return ProcessUsage.machineSeconds()
                - ProcessUsage.of(pid).cpuSeconds()
                - ProcessUsage.ofSelf().cpuSeconds();
    }

    /** The server's memory at the end. */
    long rssBytes() {
        return serverAfter.rssBytes();
    }

    /** @param what is counted, in the plural */
    void report(Summary summary, String what) {
        summary.add("throughput", what, readings.perSecond(), Unit.PER_SECOND);
        if (readings.bytes() > 0) {
            summary.addMemory("throughput", "payload a second", readings.bytes() / readings.seconds());
        }
        summary.addLatency("latency", readings.latency());
        if (serverIsKnown) {
            summary.add("server", "cpu user", userPerMillion(), Unit.SECONDS_PER_MILLION);
            summary.add("server", "cpu system", systemPerMillion(), Unit.SECONDS_PER_MILLION);
            summary.add("server", "cpu", serverPercent(), Unit.PERCENT);
            summary.addMemory("server", "rss before", serverBefore.rssBytes());
            summary.addMemory("server", "rss after", serverAfter.rssBytes());
            summary.addMemory("server", "rss peak", serverAfter.peakBytes());
        }
        summary.add("generator", "cpu", benchPercent(), Unit.PERCENT);
    }
}
