package dev.ringdown.server;

import dev.ringdown.catchup.ReadOptions;
import dev.ringdown.catchup.ReadQueue;
import dev.ringdown.catchup.SharedReads;
import dev.ringdown.config.RingdownConfig;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.log.Checkpoints;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.Sequence;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.publish.CustomerRates;
import dev.ringdown.publish.PublishOptions;
import dev.ringdown.publish.WayIn;
import dev.ringdown.publishing.Publishing;
import dev.ringdown.topic.TopicParser;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The log, the way of events into it, and who reads it. Thread-safe. */
final class LogParts {
    /** Threads that read the log: one reads the disk while the other one searches what was read. */
    private static final int READERS = 2;

    private final EventLog log;
    private final @Nullable Checkpoints checkpoints;
    private final ExecutorService readExecutor;
    private final SharedReads reads;
    private final TopicParser topicParser;
    private final WayIn wayIn;

    /** @throws IOException the log cannot be opened; the message says what to do */
    LogParts(Foundation foundation) throws IOException {
        RingdownConfig config = foundation.config();
        GatewayMetrics metrics = foundation.metrics();
        RoutingTable routing =
                new RoutingTable(config.routing(), config.limits().maxEventTopics());
        topicParser = new TopicParser(routing);
        OpenedLog opened = new Logs(foundation, routing).open();
        log = opened.log();
        checkpoints = opened.checkpoints();
        readExecutor = Threads.bounded("reader", READERS, READERS);
        reads = new SharedReads(
                log,
                new ReadQueue(readExecutor, READERS, config.limits().maxReads(), metrics),
                new ReadOptions(
                        config.log().readCacheBytes(),
                        config.log().snapshotCacheBytes(),
                        config.limits().historyEntries(),
                        config.limits().readTimeout(),
                        config.limits().positionWait()));
        PublishOptions options = config.limits().publish();
        wayIn = new WayIn(
                new EventDecoder(
                        routing,
                        options.maxEventBytes(),
                        options.maxEventAttributes(),
                        Sequence.WIDTH,
                        () -> UUID.randomUUID().toString(),
                        foundation.clock()),
                new Publishing(log, metrics, new CustomerRates(config.limits().customerRates(), System::nanoTime)),
                options);
    }

    EventLog log() {
        return log;
    }

    /** Of the store, for other nodes; null: it is not in files. */
    @Nullable
    Checkpoints checkpoints() {
        return checkpoints;
    }

    SharedReads reads() {
        return reads;
    }

    /** Reads the topics of clients and operators. */
    TopicParser topicParser() {
        return topicParser;
    }

    /** How what is published comes into it. */
    WayIn wayIn() {
        return wayIn;
    }

    /** Writes what publishers were promised; nothing is appended or read any more. */
    void closeLog() {
        log.close();
    }

    /** Ends the threads that read, once nobody asks them any more. */
    void closeReaders() {
        readExecutor.shutdown();
    }
}
