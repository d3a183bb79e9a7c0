package dev.ringdown.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.journal.Journal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a journal tells, one word after the other: a record as its text, a loss by its name. Thread-safe. */
final class Heard implements Journal.Follower {
    private static final int PATIENCE_SECONDS = 120;

    private final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();
    private final List<Long> positions = new ArrayList<>();

    @Override
    public synchronized void record(long position, long millis, byte[] bytes) {
        positions.add(position);
        words.add(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public void replaced() {
        words.add("replaced");
    }

    @Override
    public void truncated(long lastPosition) {
        words.add("truncated " + lastPosition);
    }

    synchronized List<Long> positions() {
        return List.copyOf(positions);
    }

    /** Waits for so many words, which come in this order. */
    void assertNext(String... expected) throws InterruptedException {
        List<String> next = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            next.add(next());
        }
        assertThat(next).containsExactly(expected);
    }

    /** The next word; {@code nothing} if none comes for a long time. */
    String next() throws InterruptedException {
        @Nullable String word = words.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return word == null ? "nothing" : word;
    }
}
