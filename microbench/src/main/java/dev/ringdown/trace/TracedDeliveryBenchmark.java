package dev.ringdown.trace;

import dev.ringdown.catchup.ReadOptions;
import dev.ringdown.catchup.ReadQueue;
import dev.ringdown.catchup.SharedReads;
import dev.ringdown.event.EventShape;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.event.TerminalTypes;
import dev.ringdown.fanout.FrameEncoder;
import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.Permission;
import dev.ringdown.limits.Account;
import dev.ringdown.limits.Accounts;
import dev.ringdown.limits.Budgets;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogOptions;
import dev.ringdown.log.MemoryStore;
import dev.ringdown.log.StoredLog;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.microbench.CallEvent;
import dev.ringdown.microbench.SteppedLoop;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Connection;
import dev.ringdown.session.LoopSessions;
import dev.ringdown.session.NodeContext;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Session;
import dev.ringdown.session.SessionOptions;
import dev.ringdown.session.TokenProver;
import dev.ringdown.session.Transport;
import dev.ringdown.topic.TopicParser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An entry goes to real sessions, none of which is traced, or one. While nobody looks, a session more must not allocate a
 * byte more: compare the allocation of one session with that of a thousand ({@code -prof gc}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TracedDeliveryBenchmark {
    private static final SessionOptions OPTIONS = new SessionOptions(
            65_536,
            1000,
            100,
            256,
            2_000,
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            50,
            200,
            10,
            Duration.ofHours(24));

    private static final byte[] SUBSCRIBE =
            "{\"type\":\"subscribe\",\"topics\":[\"call\"]}".getBytes(StandardCharsets.UTF_8);

    @Param({"1", "1000"})
    int sessions;

    @Param({"0", "1"})
    int traced;

    private final CallEvent event = CallEvent.any();
    private final LogEntry template = event.at(0);
    private final SteppedLoop loop = new SteppedLoop();
    private final EventLog log = new StoredLog(
            new MemoryStore(
                    1,
                    1L << 20,
                    Duration.ofDays(1),
                    new LiveResourceIndex(
                            new TerminalTypes(TerminalTypes.DEFAULT),
                            new LiveResourceIndex.Bounds(10, Long.MAX_VALUE))),
            new LogOptions(2, 1 << 20, 10, 1 << 20, 10, Duration.ZERO, 0),
            Clock.systemUTC());
    private LoopRouter router;
    private long offset;
    private long written;

    /** Entries that pretend to be bytes. */
    private record Entries(List<LogEntry> entries) implements Frames {
        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void release() {
            // nothing is held
        }
    }

    /** Counts, and takes everything. */
    private final class Counting implements Connection {
        @Override
        public Peer peer() {
            return new Peer("127.0.0.1", Transport.WEBSOCKET, null, false, EventShape.CLOUDEVENTS);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public long unsentBytes() {
            return 0;
        }

        @Override
        public long sentBytes() {
            return 0;
        }

        @Override
        public @Nullable CloseReason closeReason() {
            return null;
        }

        @Override
        public void write(Frames frames) {
            written++;
        }

        @Override
        public void write(Frames frames, Runnable taken) {
            throw new IllegalStateException("nobody is behind");
        }

        @Override
        public void send(ServerMessage message) {
            throw new IllegalStateException("nothing is to be said, not " + message.type());
        }

        @Override
        public boolean ping() {
            throw new IllegalStateException("nobody sweeps here");
        }

        @Override
        public void close(CloseReason reason) {
            throw new IllegalStateException("closed: " + reason);
        }

        @Override
        public void close(CloseReason reason, long reconnectMillis) {
            throw new IllegalStateException("closed: " + reason);
        }
    }

    /** No client of this benchmark sends a token. */
    private static void refuse(String token, TokenProver.Answer answer) {
        answer.undecided("no token is proved here");
    }

    @Setup
    public void connect() {
        GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry());
        FrameEncoder encoder = Entries::new;
        router = new LoopRouter(loop, log.tail(), encoder, metrics);
        LoopSessions loopSessions = new LoopSessions(
                router,
                new NodeContext(
                        new SharedReads(
                                log,
                                new ReadQueue(Runnable::run, 1, 10_000, metrics),
                                new ReadOptions(1 << 20, 1 << 20, 1_000, Duration.ofMinutes(1), Duration.ofSeconds(2))),
                        OPTIONS,
                        TracedDeliveryBenchmark::refuse,
                        new TopicParser(new RoutingTable(RoutingTable.VOIPBIN, 256)),
                        metrics,
                        Clock.systemUTC()));
        AgentIdentity admin = new AgentIdentity(event.customer(), UUID.randomUUID(), Set.of(Permission.ADMIN), null);
        Accounts accounts = new Accounts(Budgets.UNLIMITED, metrics, loop::nanoTime);
        TraceOptions tracing = new TraceOptions(1000, Duration.ofHours(1), new Semaphore(1));
        for (int i = 0; i < sessions; i++) {
            Account account = accounts.open(admin.holderKey(), admin.customer());
            Session session = loopSessions.open("s" + i, admin, new Counting(), false, account);
            session.onText(SUBSCRIBE);
            if (i < traced && session.trace(0, tracing).isEmpty()) {
                throw new IllegalStateException("session " + i + " is not traced");
            }
        }
    }

    @TearDown
    public void close() {
        log.close();
    }

    /** The entry itself is made here too: about 100 bytes that are not the sessions'. */
    @Benchmark
    public long deliver() {
        log.tail().publish(List.of(CallEvent.again(template, offset++, loop.nanoTime())));
        router.wake();
        while (loop.runOne()) {
            // a drain
        }
        return written;
    }
}
