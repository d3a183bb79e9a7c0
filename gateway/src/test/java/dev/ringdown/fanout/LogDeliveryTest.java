package dev.ringdown.fanout;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.EntryEncoder;
import dev.ringdown.testing.ManualLoop;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogDeliveryTest {
    private final CapturedLog captured = new CapturedLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EntryEncoder encoder = new EntryEncoder();
    private final LogDelivery delivery = new LogDelivery(new ManualLoop(), encoder, new GatewayMetrics(meters));
    private final FakeReceiver desk = new FakeReceiver();
    private final FakeReceiver wallboard = new FakeReceiver();
    private final List<String> taken = new ArrayList<>();

    private static LogEntry at(long offset) {
        return call("created").at(offset, offset + 1, 0);
    }

    private static int bytes(LogEntry... entries) {
        return List.of(entries).stream().mapToInt(entry -> entry.json().length).sum();
    }

    private void deliver(FakeReceiver receiver, LogEntry... entries) {
        delivery.deliver(List.of(entries), receiver, () -> taken.add(receiver == desk ? "desk" : "wallboard"));
    }

    private double waitingBytes() {
        return meters.get("ringdown.held").tag("what", "catch-up-bytes").gauge().value();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        captured.close();
        desk.take();
        wallboard.take();
        assertThat(waitingBytes()).isZero();
        encoder.assertAllReleasedOnce();
    }

    @Test
    void whoIsToGetWhatStillWaitsForAnotherSharesIt() {
        deliver(desk, at(1), at(2));
        deliver(wallboard, at(1), at(2)); // read again, so other objects

        assertThat(wallboard.writes).isEqualTo(desk.writes);
        assertThat(encoder.encodings()).isOne();
        assertThat(waitingBytes()).isEqualTo(bytes(at(1), at(2)));
    }

    @Test
    void whatBeginsAlikeAndIsNotTheSameIsNotShared() {
        deliver(desk, at(1), at(2));
        deliver(wallboard, at(1), at(3));
        deliver(wallboard, at(1));

        assertThat(encoder.encodings()).isEqualTo(3);
        assertThat(waitingBytes()).isEqualTo(bytes(at(1), at(2)) + bytes(at(1), at(3)) + bytes(at(1)));
    }

    @Test
    void framesAreHeldUntilTheLastSocketHasTakenThem() {
        deliver(desk, at(1));
        deliver(wallboard, at(1));

        desk.take();
        assertThat(taken).containsExactly("desk");
        assertThat(waitingBytes()).isEqualTo(bytes(at(1)));
        wallboard.take();

        assertThat(taken).containsExactly("desk", "wallboard");
        assertThat(waitingBytes()).isZero();
    }

    @Test
    void whatEverybodyHasTakenIsMadeAnew() {
        deliver(desk, at(1));
        desk.take();

        deliver(wallboard, at(1));

        assertThat(encoder.encodings()).isEqualTo(2);
    }

    @Test
    void whatASocketTakesAtOnceDoesNotWait() {
        desk.onWrite = desk::take;

        deliver(desk, at(1));

        assertThat(taken).containsExactly("desk");
        assertThat(waitingBytes()).isZero();
    }

    @Test
    void whoseWriteFailedIsToldAndWaitsForNothing() {
        deliver(wallboard, at(1));
        desk.onWrite = () -> {
            throw new IllegalStateException("the pipeline is broken");
        };

        deliver(desk, at(1));
        deliver(desk, at(2));

        assertThat(desk.failed).isTrue();
        assertThat(captured.errors()).containsExactly("cannot write entries=1", "cannot write entries=1");
        assertThat(waitingBytes()).isEqualTo(bytes(at(1)));
        assertThat(taken).isEmpty();
    }

    @Test
    void itIsCrowdedWhileSoManyBytesWait() {
        LogEntry half = call("x".repeat((int) (LogDelivery.CROWDED_BYTES / 2))).at(0, 1, 0);
        LogEntry other = call("x".repeat((int) (LogDelivery.CROWDED_BYTES / 2))).at(1, 2, 0);

        deliver(desk, half);
        deliver(wallboard, half);
        assertThat(delivery.isCrowded()).isFalse();
        deliver(wallboard, other);
        assertThat(delivery.isCrowded()).isTrue();
        wallboard.take();

        assertThat(delivery.isCrowded()).isFalse();
    }
}
