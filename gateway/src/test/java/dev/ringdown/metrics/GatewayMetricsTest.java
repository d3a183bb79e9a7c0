package dev.ringdown.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogMeters;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);

    @Test
    void everyMeterBelongsToTheProductAndSaysWhatItIs() {
        metrics.closed(GatewayMetrics.WEBSOCKET, 1000);
        metrics.refused("public", 401);
        metrics.clientError("malformed");
        metrics.limitReached(Limit.TOPICS);

        assertThat(meters.getMeters()).extracting(Meter::getId).allSatisfy(id -> {
            assertThat(id.getName()).startsWith("ringdown.");
            assertThat(id.getDescription()).isNotBlank();
        });
    }

    /** A peer may close with any of 3,000 codes, and all that scrape would have to read all of them. */
    @Test
    void codesOfAPeersChoosingAreOneSeriesTogether() {
        IntStream.range(0, 65_536).forEach(code -> metrics.closed(GatewayMetrics.WEBSOCKET, code));

        assertThat(meters.find("ringdown.closes").counters()).hasSizeLessThan(40);
        assertThat(closes("1000")).isOne();
        assertThat(closes("4429")).isOne();
        assertThat(closes("other")).isGreaterThan(65_000);
    }

    private double closes(String code) {
        return meters.get("ringdown.closes").tag("code", code).counter().count();
    }

    @Test
    void sessionsGoUpAndDown() {
        metrics.sessionOpened(GatewayMetrics.WEBSOCKET);
        metrics.sessionOpened(GatewayMetrics.SSE);
        metrics.sessionClosed(GatewayMetrics.WEBSOCKET);

        assertThat(sessions("websocket")).isZero();
        assertThat(sessions("sse")).isOne();
    }

    private double sessions(String transport) {
        return meters.get("ringdown.sessions")
                .tag("transport", transport)
                .gauge()
                .value();
    }

    @Test
    void aDrainCountsItsEventsOnceAndItsDeliveriesForEachReceiver() {
        metrics.drained(3, 30);
        metrics.drained(1, 0);

        assertThat(meters.get("ringdown.deliveries").counter().count()).isEqualTo(30);
        assertThat(meters.get("ringdown.events.per.drain").summary().totalAmount())
                .isEqualTo(4);
    }

    @Test
    void aLogNamesItsOwnMeters() {
        AtomicInteger waiting = new AtomicInteger(2);
        LogMeters.Count forgotten = metrics.count("ringdown.duplicates.forgotten", "forgotten");
        LogMeters.Timing writes = metrics.timing("ringdown.log.writes", "writes");
        metrics.gauge("ringdown.log.appends.waiting", "waiting", waiting::get);

        forgotten.add(3);
        metrics.count("ringdown.duplicates.forgotten", "forgotten").add(1);
        writes.took(1_500_000);

        assertThat(meters.get("ringdown.duplicates.forgotten").counter().count())
                .isEqualTo(4);
        assertThat(meters.get("ringdown.log.writes").timer().totalTime(TimeUnit.MICROSECONDS))
                .isEqualTo(1500);
        assertThat(meters.get("ringdown.log.appends.waiting").gauge().value()).isEqualTo(2);
    }

    @Test
    void latencyIsKeptInNanoseconds() {
        metrics.written(1_500_000);

        assertThat(meters.get("ringdown.publish.to.write").timer().totalTime(TimeUnit.MICROSECONDS))
                .isEqualTo(1500);
    }

    @Test
    void duplicatesAreNotEvents() {
        metrics.appended(2, 1);

        assertThat(meters.get("ringdown.events").counter().count()).isEqualTo(2);
        assertThat(meters.get("ringdown.events.duplicate").counter().count()).isOne();
    }
}
