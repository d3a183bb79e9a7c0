package dev.ringdown.tests.support;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Waits for what another thread hands over. Stateless. */
final class Waiting {
    private Waiting() {}

    static String forNext(BlockingQueue<String> messages) {
        try {
            String message = messages.poll(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new AssertionError("no message came");
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a message", e);
        }
    }
}
