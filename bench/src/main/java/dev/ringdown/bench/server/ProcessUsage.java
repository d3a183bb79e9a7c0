package dev.ringdown.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used, from {@code /proc} (proc(5)); all zero where there is none. Immutable.
 *
 * @param userSeconds of processor time since it began
 * @param systemSeconds of processor time since it began
 * @param rssBytes in memory now
 * @param peakBytes the most in memory, since it began or {@link #resetPeak}
 */
public record ProcessUsage(double userSeconds, double systemSeconds, long rssBytes, long peakBytes) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int IDLE = 4;
    private static final int IOWAIT = 5;
    private static final int STEAL = 8;

    public static ProcessUsage of(long pid) {
        Path folder = Path.of("/proc", String.valueOf(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            // The name of the process, which may contain anything, is in parentheses.
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            String status = Files.readString(folder.resolve("status"));
            return new ProcessUsage(
                    Long.parseLong(fields.get(UTIME)) / TICKS_PER_SECOND,
                    Long.parseLong(fields.get(UTIME + 1)) / TICKS_PER_SECOND,
                    bytes(status, "VmRSS:"),
                    bytes(status, "VmHWM:"));
        } catch (IOException e) {
            return new ProcessUsage(0, 0, 0, 0);
        }
    }

    /** Of this process. */
    public static ProcessUsage ofSelf() {
        return of(ProcessHandle.current().pid());
    }

    /** Seconds for which processors of this machine were busy, or taken from it, since it began; all processes together. */
    public static double machineSeconds() {
        try {
            // cpu user nice system idle iowait irq softirq steal
            List<String> fields =
                    List.of(Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1));
            double ticks = 0;
            for (int i = 1; i <= STEAL; i++) {
                ticks += i == IDLE || i == IOWAIT ? 0 : Long.parseLong(fields.get(i));
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }

    static long bytes(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    /** From now on a new peak is kept, if this user may say so. */
    public static void resetPeak(long pid) {
        try {
            Files.writeString(Path.of("/proc", String.valueOf(pid), "clear_refs"), "5");
        } catch (IOException e) {
            // Then it is the peak since the process began.
        }
    }

    public double cpuSeconds() {
        return userSeconds + systemSeconds;
    }
}
