package dev.ringdown.journal.kafka;

import static java.util.Objects.requireNonNull;

import dev.ringdown.journal.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one follower what is in the topic, on a thread of its own, until it is stopped or what comes does not go on. Only that
 * thread touches it, but for {@link #stop} and {@link #tellToStop}.
 *
 * <p>Whatever Kafka cannot give it at this time it asks for again: no record is ever left out. That another topic has taken the
 * place of this one is seen by the keys of its records, and looked for now and then since there may be none.
 */
final class Following implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** One that hangs for longer is left to itself: it tells nothing more, since it was told to stop. */
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final KafkaTopic topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Journal.Follower follower;
    private final long afterPosition;
    private final byte[] key;
    private final Runnable passedOver;
    private final Thread thread = new Thread(this, "journal-kafka");
    private volatile boolean stopped;
    private volatile @Nullable Consumer<byte[], byte[]> waking; // what is to be woken; null before it is made

    private @Nullable Following before; // until it has ended
    private boolean ended;
    private @Nullable CompletableFuture<Boolean> looking;
    private long lookedNanos;
    private @Nullable String trouble;

    /**
     * @param consumers makes one, which is closed here
     * @param before who was told to stop, and may be telling a record still; null if there was nobody
     * @param passedOver is run for each record that was meant for another topic of this name
     */
    Following(
            KafkaTopic topic,
            Supplier<Consumer<byte[], byte[]>> consumers,
            @Nullable Following before,
            long afterPosition,
            Journal.Follower follower,
            Runnable passedOver) {
        this.topic = topic;
        this.consumers = consumers;
        this.before = before;
        this.afterPosition = afterPosition;
        this.follower = follower;
        this.key = topic.key();
        this.passedOver = passedOver;
    }

    Following start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    /** Nothing new is begun; any thread. */
    void tellToStop() {
        stopped = true;
        Consumer<byte[], byte[]> woken = waking;
        if (woken != null) {
            woken.wakeup();
        }
    }

    /** Nothing is told any more once this returns; any other thread. */
    void stop() {
        tellToStop();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) { // what was told last must be over all the same
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        awaitEndOfTheOneBefore();
        Consumer<byte[], byte[]> made = consumer();
        if (made == null) {
            return;
        }
        try (Consumer<byte[], byte[]> consumer = made) {
            waking = consumer; // who stops this before that is seen in the loop
            consumer.assign(List.of(topic.partition()));
            consumer.seek(topic.partition(), afterPosition + 1);
            lookedNanos = System.nanoTime();
            while (!stopped && !ended) {
                turn(consumer);
                if (!ended) {
                    lookNowAndThen();
                }
            }
        }
    }

    private void awaitEndOfTheOneBefore() {
        Following last = before;
        before = null; // or all that ever were would be kept
        if (last != null) {
            try {
                last.thread.join(LONGEST_END.toMillis());
                if (last.thread.isAlive()) {
                    LOG.warn("the reader of the journal before does not end (it is left to itself)");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody interrupts it; then the consumer refuses to go on
            }
        }
    }

    /** Tries again until there is one, such as while no name of a broker is known; null if it is not wanted any more. */
    private @Nullable Consumer<byte[], byte[]> consumer() {
        while (!stopped) {
            try {
                return consumers.get();
            } catch (KafkaException e) {
                troubled(e);
            }
        }
        return null;
    }

    private void turn(Consumer<byte[], byte[]> consumer) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LONGEST_POLL)) {
                if (stopped || ended) {
                    return;
                }
                tell(record);
            }
            wellAgain();
        } catch (WakeupException e) {
            LOG.trace("woken, to be stopped");
        } catch (LogTruncationException e) {
            truncated(e);
        } catch (OffsetOutOfRangeException e) {
            outOfRange(e);
        } catch (KafkaException e) {
            troubled(e);
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record) {
        if (Arrays.equals(record.key(), key)) {
            follower.record(record.offset(), record.timestamp(), record.value());
        } else if (isReplaced()) {
            end("another topic has its name");
            follower.replaced();
        } else if (!stopped) {
            passedOver.run();
            LOG.warn(
                    "passed over record={} topic={}: it was not written for this topic (does anybody else write there?)",
                    record.offset(),
                    topic.partition().topic());
        }
    }

    /** Waits until the brokers say so. */
    private boolean isReplaced() {
        while (!stopped) {
            try {
                return Answers.of(topic.isReplaced(), "cannot look at the topic");
            } catch (IOException e) {
                troubled(e);
            }
        }
        return false;
    }

    private void lookNowAndThen() {
        CompletableFuture<Boolean> looked = looking;
        if (looked != null && looked.isDone()) {
            looking = null;
            if (!looked.isCompletedExceptionally() && looked.getNow(false)) { // who does not answer is asked again
                end("another topic has its name");
                follower.replaced();
            }
        } else if (looked == null && System.nanoTime() - lookedNanos >= LOOK_EVERY_NANOS) {
            lookedNanos = System.nanoTime();
            looking = topic.isReplaced().toCompletionStage().toCompletableFuture();
        }
    }

    private void truncated(LogTruncationException e) {
        OffsetAndMetadata other = e.divergentOffsets().get(topic.partition());
        if (other == null) { // it ends before this, but where is not known
            outOfRange(e);
        } else {
            end("it lost its end: " + e.getMessage());
            follower.truncated(other.offset() - 1);
        }
    }

    private void outOfRange(OffsetOutOfRangeException e) {
        long wanted = requireNonNull(e.offsetOutOfRangePartitions().get(topic.partition()));
        Journal.Bounds bounds = bounds();
        if (bounds == null) {
            return;
        }
        end("record " + wanted + " was wanted, and it has " + bounds.firstPosition() + " to " + bounds.lastPosition());
        if (wanted > bounds.lastPosition()) {
            follower.truncated(bounds.lastPosition());
        } else {
            follower.replaced();
        }
    }

    /** Waits until the brokers say where the topic begins and ends; null if that is not asked for any more. */
    private Journal.@Nullable Bounds bounds() {
        while (!isReplaced() && !stopped) {
            try {
                return topic.bounds();
            } catch (IOException e) {
                troubled(e);
            }
        }
        if (!stopped) {
            end("another topic has its name");
            follower.replaced();
        }
        return null;
    }

    private void end(String why) {
        ended = true;
        LOG.error("the journal does not go on: topic={} {}", topic.partition().topic(), why);
    }

    /** Says once what is wrong, and waits a little before the next attempt. */
    private void troubled(Exception e) {
        if (stopped) {
            return;
        }
        String now = String.valueOf(e.getMessage());
        if (!now.equals(trouble)) {
            trouble = now;
            LOG.warn("cannot read the journal: {} (it is tried again)", now);
        }
        LockSupport.parkNanos(AGAIN_NANOS);
    }

    private void wellAgain() {
        if (trouble != null) {
            trouble = null;
            LOG.info("the journal is read again");
        }
    }
}
