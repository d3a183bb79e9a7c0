package dev.ringdown.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Summary summary = new Summary("fanout");

    @Test
    void theJsonHasAnObjectForEachGroupAndUnitsInItsNames() throws IOException {
        summary.add("throughput", "deliveries", 1_234_567.891_23, Unit.PER_SECOND);
        summary.add("server", "cpu user", 0.25, Unit.SECONDS_PER_MILLION);
        summary.addMemory("server", "rss after", 1024 * 1024);
        summary.add("check", "out of order", 0, Unit.COUNT);
        summary.note("not \"pinned\"");

        String json = json();

        assertThat(json)
                .isEqualTo("{\"workload\":\"fanout\",\"exact\":true,"
                        + "\"throughput\":{\"deliveries_per_second\":1234567.8912},"
                        + "\"server\":{\"cpu_user_seconds_per_million\":0.25,\"rss_after_mib\":1},"
                        + "\"check\":{\"out_of_order\":0},"
                        + "\"notes\":[\"not \\\"pinned\\\"\"]}\n");
    }

    @Test
    void percentilesAreToldInMilliseconds() throws IOException {
        Histogram nanos = new Histogram(3);
        nanos.recordValue(2_000_000);
        summary.addLatency("latency", nanos);

        String json = json();

        assertThat(json).contains("\"p50_ms\":2.", "\"p99_ms\":2.", "\"p99_9_ms\":2.", "\"max_ms\":2.");
    }

    @Test
    void noLatencyIsToldIfThereIsNone() throws IOException {
        summary.addLatency("latency", new Histogram(3));

        String json = json();

        assertThat(json).doesNotContain("latency");
    }

    @Test
    void whatIsNotExactIsSaidToPeopleAndMachines() throws IOException {
        summary.add("check", "lost", 3, Unit.COUNT);
        summary.notExact();

        String text = text();

        assertThat(text).contains("check", "lost", "3").endsWith("  NOT EXACT" + System.lineSeparator());
        assertThat(json()).contains("\"exact\":false", "\"lost\":3");
        assertThat(summary.isExact()).isFalse();
    }

    private String json() throws IOException {
        StringWriter to = new StringWriter();
        summary.writeJson(to);
        return to.toString();
    }

    private String text() {
        StringWriter to = new StringWriter();
        summary.print(new PrintWriter(to));
        return to.toString();
    }
}
