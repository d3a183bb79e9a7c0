package dev.ringdown.launch;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

/**
 * Tells the JVM how much of its heap may be free: much while the process works, since a heap that shrinks and grows again took a
 * fifth of what it can do, and little while it has not much to do, so that what a crowd needed is given back. The JVM asks for it when a
 * concurrent cycle ends ({@code -XX:MaxHeapFreeRatio}, which may be changed at run time). Confined to the thread that looks.
 */
final class HeapRatio {
    /** How often it looks; as often as the JVM takes a step of a cycle when nothing was collected. */
    static final Duration PERIOD = Duration.ofSeconds(15);

    /** Who used less than this of one processor in a period has not much to do. */
    static final double QUIET_PROCESSORS = 0.2;

    private static final String MIN = "MinHeapFreeRatio";
    private static final String MAX = "MaxHeapFreeRatio";

    private final HotSpotDiagnosticMXBean jvm;
    private final LongSupplier processorNanos;
    private final String busyMin;
    private final String busyMax;
    private long nanosBefore;
    private boolean quiet;

    /** @param processorNanos how much of processors the process has used; in nanoseconds, all of them together */
    HeapRatio(HotSpotDiagnosticMXBean jvm, LongSupplier processorNanos) {
        this.jvm = jvm;
        this.processorNanos = processorNanos;
        this.busyMin = jvm.getVMOption(MIN).getValue();
        this.busyMax = jvm.getVMOption(MAX).getValue();
        this.nanosBefore = processorNanos.getAsLong();
    }

    /** Looks every {@link #PERIOD} from now on, unless somebody has given the JVM a ratio, or it is another one than HotSpot. */
    static void watch() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (jvm == null || isGiven(jvm, MIN) || isGiven(jvm, MAX)) {
            return;
        }
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        HeapRatio ratio = new HeapRatio(jvm, machine::getProcessCpuTime);
        TimerTask look = new TimerTask() {
            @Override
            public void run() {
                ratio.look();
            }
        };
        new Timer("heap-ratio", true).schedule(look, PERIOD.toMillis(), PERIOD.toMillis());
    }

    private static boolean isGiven(HotSpotDiagnosticMXBean jvm, String option) {
        return jvm.getVMOption(option).getOrigin() != VMOption.Origin.DEFAULT;
    }

    /** Looks how much there was to do since the last time; to be called every {@link #PERIOD}. */
    void look() {
        long nanos = processorNanos.getAsLong();
        boolean quietNow = nanos - nanosBefore < QUIET_PROCESSORS * PERIOD.toNanos();
        nanosBefore = nanos;
        if (quietNow == quiet) {
            return;
        }
        quiet = quietNow;
        if (quiet) { // the least must not be above the most at any time
            jvm.setVMOption(MIN, "10");
            jvm.setVMOption(MAX, "30");
        } else {
            jvm.setVMOption(MAX, busyMax);
            jvm.setVMOption(MIN, busyMin);
        }
    }
}
