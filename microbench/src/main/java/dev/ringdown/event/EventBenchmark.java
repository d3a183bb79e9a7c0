package dev.ringdown.event;

import dev.ringdown.log.Sequence;
import dev.ringdown.microbench.CallEvent;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From what a publisher sent to what receivers get: the whole of it, and finding topics and writing by themselves. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventBenchmark {
    private final CallEvent call = CallEvent.any();
    private final byte[] envelope = call.envelope();
    private final byte[] cloudEvent = call.cloudEvent();
    private final byte[] data = call.data().getBytes(StandardCharsets.UTF_8);
    private static final Topics TOPICS = Topics.of(
            new Resource("call", "5371e9db-0000-4000-8000-000000000001"),
            new InScope(dev.ringdown.topic.Scope.CUSTOMER, new UUID(0x5013bc52da9a41eeL, 1)));

    private final RoutingTable routing = new RoutingTable(RoutingTable.VOIPBIN, 256);
    private final EventDecoder decoder = CallEvent.decoder();
    private final EventAttributes attributes = new EventAttributes();
    private final EventJson json = call.event().json();
    private long offset;

    /** What is known of the event once it has been read. */
    @Setup
    public void know() {
        attributes.id = "5c1f6a0e-0000-4000-8000-000000000001";
        attributes.source = "/" + CallEvent.PUBLISHER;
        attributes.type("call_progressing");
        attributes.time = "2026-11-24T10:15:30.123Z";
        attributes.dataFrom = 0;
        attributes.dataTo = data.length;
        attributes.dataFields.put("id", call.call().toString());
        attributes.dataFields.put("customer_id", call.customer().toString());
        attributes.dataFields.put("owner_id", call.agent().toString());
    }

    /** Reads an envelope, finds its topics, writes the message. */
    @Benchmark
    public Event decodeEnvelope() throws InvalidEventException {
        return decoder.envelope(envelope, CallEvent.PUBLISHER, 0);
    }

    /** The same of a CloudEvent. */
    @Benchmark
    public Event decodeCloudEvent() throws InvalidEventException {
        return decoder.cloudEvent(cloudEvent, 0);
    }

    @Benchmark
    public Topics route() throws InvalidEventException {
        return routing.topicsOf(attributes);
    }

    @Benchmark
    public EventJson encode() {
        return EventEncoder.encode(attributes, TOPICS, Sequence.WIDTH, data);
    }

    /** What the appender does to a message: a copy with the sequence in its place. */
    @Benchmark
    public byte[] fillInSequence() {
        return json.withSequence(new Sequence(1, offset++).toBytes());
    }
}
