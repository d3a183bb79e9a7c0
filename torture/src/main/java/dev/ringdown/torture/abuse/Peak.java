package dev.ringdown.torture.abuse;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at a process ten times a second, and remembers the most of each. Thread-safe. */
final class Peak implements AutoCloseable {
    private static final int LOOK_MILLIS = 100;

    private final Target target;
    private final ScheduledExecutorService looking;
    private ServerState most;

    Peak(Target target) throws IOException {
        this.target = target;
        this.most = ServerState.processOf(target);
        looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "peak");
            thread.setDaemon(true);
            return thread;
        });
        var unused = looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            ServerState now = ServerState.processOf(target);
            synchronized (this) {
                most = new ServerState(
                        Math.max(most.residentKib(), now.residentKib()),
                        Math.max(most.threads(), now.threads()),
                        Math.max(most.descriptors(), now.descriptors()),
                        0,
                        Map.of());
            }
        } catch (IOException e) {
            looking.shutdown(); // the process is gone, which others tell
        }
    }

    synchronized ServerState state() {
        return most;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
