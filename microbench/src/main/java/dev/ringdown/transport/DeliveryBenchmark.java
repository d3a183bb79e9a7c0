package dev.ringdown.transport;

import dev.ringdown.event.EventShape;
import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.fanout.Receiver;
import dev.ringdown.log.LiveTail;
import dev.ringdown.log.LogEntry;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.microbench.CallEvent;
import dev.ringdown.microbench.LoopThreads;
import dev.ringdown.microbench.SteppedLoop;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Transport;
import dev.ringdown.topic.TopicFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * A drain of one entry to receivers who all want it. With {@code none} a receiver does nothing, so that the router is all
 * that is measured; with {@code netty} it writes to a channel of its own, whose socket takes everything at once.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {LoopThreads.CUSTOM, LoopThreads.THIS})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DeliveryBenchmark {
    private static final int TAIL_ENTRIES = 2;

    /** What a receiver writes to. */
    public enum Socket {
        NONE,
        NETTY
    }

    @Param({"1", "1000"})
    int receivers;

    @Param
    Socket socket;

    private final LiveTail tail = new LiveTail(-1, TAIL_ENTRIES, 1 << 20);
    private final SteppedLoop loop = new SteppedLoop();
    private final LoopRouter router =
            new LoopRouter(loop, tail, SocketFrames.encoder(null), new GatewayMetrics(new SimpleMeterRegistry()));
    private final CallEvent event = CallEvent.any();
    private final LogEntry template = event.at(0);
    private long offset;
    private long written;

    /** Counts, and takes everything. */
    private class Counting extends Receiver {
        @Override
        protected boolean isLive() {
            return true;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        protected void write(Frames frames) {
            written++;
        }

        @Override
        protected void writeFromLog(Frames frames, Runnable taken) {
            throw new IllegalStateException("nobody is behind");
        }

        @Override
        protected void fellBehind(long afterOffset) {
            throw new IllegalStateException("fell behind after " + afterOffset);
        }

        @Override
        protected void failed() {
            throw new IllegalStateException("a write failed");
        }
    }

    private final class Writing extends Counting {
        private final Sink channel = new Sink();
        private final WebSocketConnection connection = new WebSocketConnection(
                channel,
                channel.pipeline().firstContext(),
                Duration.ofSeconds(1),
                new Peer("127.0.0.1", Transport.WEBSOCKET, null, false, EventShape.CLOUDEVENTS));

        @Override
        public boolean isWritable() {
            return connection.isWritable();
        }

        @Override
        protected void write(Frames frames) {
            connection.write(frames);
            super.write(frames);
        }
    }

    /** A channel whose socket takes everything at once. */
    private static final class Sink extends EmbeddedChannel {
        Sink() {
            super(new ChannelInboundHandlerAdapter());
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer in) {
            while (in.remove()) {
                // written
            }
        }
    }

    @Setup
    public void subscribe() {
        TopicFilter calls = new TopicFilter(dev.ringdown.topic.Scope.CUSTOMER, event.customer(), "call", null);
        for (int i = 0; i < receivers; i++) {
            router.subscribe(socket == Socket.NONE ? new Counting() : new Writing(), calls, TypeFilter.ALL);
        }
    }

    /** The entry itself is made here too: about 100 bytes that are not the router's. */
    @Benchmark
    public long deliver() {
        tail.publish(List.of(CallEvent.again(template, offset++, loop.nanoTime())));
        router.wake();
        while (loop.runOne()) {
            // a drain
        }
        return written;
    }
}
