package dev.ringdown.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogMeters;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.CapturedLog;
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

    @Test
    void whatIsCountedByAWordHasItAsALabel() {
        metrics.refused("public", 401);
        metrics.webhook("acme", "stored");
        metrics.adminRequest("list", 200);
        metrics.keyLookedUp("accepted");
        metrics.keySetFetched("failed");
        metrics.clientError("malformed");
        metrics.gap("retention");
        metrics.gap("retention");

        assertThat(counted("ringdown.refusals", "port", "public", "status", "401"))
                .isOne();
        assertThat(counted("ringdown.webhooks", "webhook", "acme", "outcome", "stored"))
                .isOne();
        assertThat(counted("ringdown.admin.requests", "action", "list", "status", "200"))
                .isOne();
        assertThat(counted("ringdown.access.key.lookups", "outcome", "accepted"))
                .isOne();
        assertThat(counted("ringdown.key.set.fetches", "outcome", "failed")).isOne();
        assertThat(counted("ringdown.client.errors", "code", "malformed")).isOne();
        assertThat(counted("ringdown.gaps", "reason", "retention")).isEqualTo(2);
    }

    @Test
    void whatHappensToSessionsIsCounted() {
        metrics.fellBehind();
        metrics.messageWaited();
        metrics.messageWaited();
        metrics.proxyHeaderRefused();
        metrics.typesTested(0);
        metrics.typesTested(7);

        assertThat(counted("ringdown.sessions.fell.behind")).isOne();
        assertThat(counted("ringdown.messages.waited")).isEqualTo(2);
        assertThat(counted("ringdown.proxy.headers.refused")).isOne();
        assertThat(counted("ringdown.type.tests")).isEqualTo(7);
    }

    @Test
    void whatComesFromTheLogIsADeliveryToo() {
        metrics.drained(1, 10);
        metrics.caughtUp(5);

        assertThat(counted("ringdown.deliveries")).isEqualTo(15);
        assertThat(counted("ringdown.deliveries.caught.up")).isEqualTo(5);
    }

    @Test
    void whatIsHeldIsAskedForWithEachScrape() {
        AtomicInteger open = new AtomicInteger(3);
        metrics.connections(open::get);
        metrics.holds("frames", open::get);
        metrics.waitsFromLog(100);
        metrics.waitsFromLog(-40);
        open.set(4);

        assertThat(meters.get("ringdown.connections").gauge().value()).isEqualTo(4);
        assertThat(meters.get("ringdown.held").tag("what", "frames").gauge().value())
                .isEqualTo(4);
        assertThat(meters.get("ringdown.held")
                        .tag("what", "catch-up-bytes")
                        .gauge()
                        .value())
                .isEqualTo(60);
    }

    @Test
    void sessionsThatAreBehindAreThoseOfAllLoopsAndTheGreatestLagIsTold() {
        assertThat(meters.get("ringdown.catch.up.lag").gauge().value()).isZero();

        metrics.loopLag().seen(2, 70);
        metrics.loopLag().seen(1, 500);

        assertThat(meters.get("ringdown.sessions.behind").gauge().value()).isEqualTo(3);
        assertThat(meters.get("ringdown.catch.up.lag").gauge().value()).isEqualTo(500);
    }

    @Test
    void aLimitThatBitesIsCountedByItsKeyAndTold() {
        try (CapturedLog captured = new CapturedLog()) {
            metrics.limitReached(Limit.TOPICS);

            assertThat(counted("ringdown.limits.reached", "limit", "limits.topics"))
                    .isOne();
            assertThat(captured.everythingOf(LimitNotices.class)).hasSize(1);
        }
    }

    private double counted(String name, String... tags) {
        return meters.get(name).tags(tags).counter().count();
    }
}
