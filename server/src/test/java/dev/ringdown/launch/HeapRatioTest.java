package dev.ringdown.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With the JVM's own switches: that it takes them at run time is what this stands on. */
class HeapRatioTest {
    private static final long QUIET = (long) (HeapRatio.QUIET_PROCESSORS * HeapRatio.PERIOD.toNanos()) - 1;

    private final HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    private final String minBefore = value("MinHeapFreeRatio");
    private final String maxBefore = value("MaxHeapFreeRatio");
    private final AtomicLong nanos = new AtomicLong(7);
    private final HeapRatio ratio = new HeapRatio(jvm, nanos::get);

    private String value(String option) {
        return jvm.getVMOption(option).getValue();
    }

    @AfterEach
    void back() {
        jvm.setVMOption("MaxHeapFreeRatio", maxBefore);
        jvm.setVMOption("MinHeapFreeRatio", minBefore);
    }

    @Test
    void whoHasMuchToDoKeepsWhatTheJvmKeeps() {
        nanos.addAndGet(QUIET + 1);
        ratio.look();

        assertThat(value("MinHeapFreeRatio")).isEqualTo(minBefore);
        assertThat(value("MaxHeapFreeRatio")).isEqualTo(maxBefore);
    }

    @Test
    void whoHasLittleToDoGivesBack() {
        nanos.addAndGet(QUIET);
        ratio.look();

        assertThat(value("MinHeapFreeRatio")).isEqualTo("10");
        assertThat(value("MaxHeapFreeRatio")).isEqualTo("30");
    }

    @Test
    void whoHasMuchToDoAgainMayGrowAsBefore() {
        nanos.addAndGet(QUIET);
        ratio.look();
        nanos.addAndGet(QUIET + 1);
        ratio.look();

        assertThat(value("MinHeapFreeRatio")).isEqualTo(minBefore);
        assertThat(value("MaxHeapFreeRatio")).isEqualTo(maxBefore);
    }
}
