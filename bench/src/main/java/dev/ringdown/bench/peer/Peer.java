package dev.ringdown.bench.peer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A server that takes part in a comparison. Immutable. */
public interface Peer {
    /** A short name, for options and files. */
    String name();

    /** What it is called, with its version if that is known. */
    String title() throws IOException;

    /** What it lacks on this machine and how to get it; null if it can be started. */
    @Nullable
    String missing();

    /** Whether it runs on a JVM, which takes its time until it is fast. */
    boolean isSlowAtFirst();

    /**
     * Starts it; when it returns, clients may connect.
     *
     * @param cpu on which it runs, or {@link dev.ringdown.bench.server.Pinning#NONE}
     * @param eventBytes of each event that will be published
     */
    RunningPeer start(String cpu, int eventBytes) throws IOException, InterruptedException;
}
