package dev.ringdown.torture.abuse;

import java.io.IOException;
import java.time.Duration;

/**
 * How strong an attack was, from its first step to the last. Immutable.
 *
 * @param connections that were opened
 * @param bytes that the system took of the attackers; with TLS, of what is said over it
 * @param serverSeconds of processor that the server used meanwhile, for everybody
 */
public record Strength(double seconds, long connections, long bytes, double serverSeconds) {
    private static final double NANOS = 1e9;

    /** Those of an attack that begins now. Confined to the thread of the attack. */
    static final class Meter {
        private final ProcessHandle server;
        private final long begunNanos = System.nanoTime();
        private final Duration usedBefore;

        /** @throws IOException the server's process is not there */
        Meter(Target target) throws IOException {
            server = ProcessHandle.of(target.pid())
                    .orElseThrow(() -> new IOException("the server is no process any more: " + target.pid()));
            usedBefore = used();
        }

        private Duration used() throws IOException {
            return server.info()
                    .totalCpuDuration()
                    .orElseThrow(() -> new IOException("the server's processor time is not told (expected: Linux)"));
        }

        Strength strength(long connections, long bytes) throws IOException {
            return new Strength(
                    (System.nanoTime() - begunNanos) / NANOS,
                    connections,
                    bytes,
                    used().minus(usedBefore).toNanos() / NANOS);
        }
    }

    public double connectionsPerSecond() {
        return connections / seconds;
    }

    public double bytesPerSecond() {
        return bytes / seconds;
    }

    /** How many processors the server kept busy. */
    public double serverProcessors() {
        return serverSeconds / seconds;
    }
}
