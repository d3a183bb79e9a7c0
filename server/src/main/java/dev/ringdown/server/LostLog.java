package dev.ringdown.server;

import dev.ringdown.log.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that nobody waits at a node whose log is lost, where nothing would ever come. Stateless. */
final class LostLog {
    private static final Logger LOG = LoggerFactory.getLogger(LostLog.class);

    private LostLog() {}

    /** Runs {@code sendElsewhere} if the log breaks, on its appender's thread; not if it is closed. */
    static void watch(EventLog log, Runnable sendElsewhere) {
        var unused = log.ended().thenAccept(how -> {
            if (how == EventLog.Ended.LOST) {
                LOG.error("the log is lost: nothing can be published or delivered here (restart this node; sessions are"
                        + " sent elsewhere)");
                sendElsewhere.run();
            }
        });
    }
}
