package dev.ringdown.server;

import dev.ringdown.replica.Notices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what an operator should know of a replicated log into the log of the process. Stateless. */
final class LoggedNotices implements Notices {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedNotices.class);

    @Override
    public void info(String what) {
        LOG.info("{}", what);
    }

    @Override
    public void warn(String what) {
        LOG.warn("{}", what);
    }

    @Override
    public void error(String what) {
        LOG.error("{}", what);
    }
}
