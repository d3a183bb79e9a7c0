package dev.ringdown.log;

import dev.ringdown.protocol.Limit;

/** What a log counts. Called by its appender; must not block. */
public interface LogMeters {
    /** Counts nothing. */
    LogMeters NONE = new LogMeters() {
        @Override
        public void namesForgottenEarly(int count) {}

        @Override
        public void limitReached(Limit limit) {}
    };

    /** So many sources and ids were forgotten before their time, because there was no room for them. */
    void namesForgottenEarly(int count);

    /** A limit of the configuration has bitten. */
    void limitReached(Limit limit);
}
