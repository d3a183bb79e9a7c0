package dev.ringdown.server;

import dev.ringdown.log.EventLog;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that nobody stays at a node that does not have what others have: its sessions are sent elsewhere, and newcomers let
 * in again once it has. It looks once a second, on a thread of its own, so that it sees also a log whose thread hangs. Confined
 * to that thread.
 */
final class UnfitWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UnfitWatch.class);

    private final EventLog log;
    private final Runnable sendElsewhere;
    private final Runnable letInAgain;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "unfit-watch");
        thread.setDaemon(true);
        return thread;
    });
    private boolean away;

    /**
     * @param sendElsewhere is run when the node is found unfit
     * @param letInAgain is run when it is fit again
     */
    UnfitWatch(EventLog log, Runnable sendElsewhere, Runnable letInAgain) {
        this.log = log;
        this.sendElsewhere = sendElsewhere;
        this.letInAgain = letInAgain;
    }

    /** Begins to look. */
    void start() {
        var unused = executor.scheduleWithFixedDelay(this::lookSafely, 1, 1, TimeUnit.SECONDS);
    }

    /** Whoever fails once would never be run again. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("internal error of the unfit-watch", e);
        }
    }

    /** Looks once. A log that has ended is not its concern any more, see {@link LostLog}. */
    void look() {
        if (log.ended().toCompletableFuture().isDone()) {
            return;
        }
        String unfit = log.unfit();
        if (unfit != null && !away) {
            away = true;
            LOG.error(
                    "this node is not fit for sessions: {} (they are sent elsewhere, and newcomers are refused until it is)",
                    unfit);
            sendElsewhere.run();
        } else if (unfit == null && away) {
            away = false;
            LOG.warn("this node is fit for sessions again: newcomers are let in");
            letInAgain.run();
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
