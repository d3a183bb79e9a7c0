package dev.ringdown.log;

import dev.ringdown.protocol.Limit;
import java.util.function.DoubleSupplier;

/**
 * What a log counts and measures, each by a name that begins with {@code ringdown.}. A log asks for its meters once, when it
 * is opened, and keeps them; in {@code /metrics} their names are written with underscores. Whoever shows them knows the
 * library for that. Thread-safe; nothing here blocks.
 */
public interface LogMeters {
    /** Counts nothing. */
    LogMeters NONE = new LogMeters() {
        @Override
        public Count count(String name, String description) {
            return more -> {};
        }

        @Override
        public Timing timing(String name, String description) {
            return nanos -> {};
        }

        @Override
        public void gauge(String name, String description, DoubleSupplier value) {}

        @Override
        public void gauge(String name, String description, String label, String of, DoubleSupplier value) {}

        @Override
        public void limitReached(Limit limit) {}
    };

    /** How often something was done; it only grows. */
    interface Count {
        /** @param more how often since the last time; not negative */
        void add(long more);
    }

    /** How often something was done, and how long it took. */
    interface Timing {
        /** It was done once, and took so long. */
        void took(long nanos);
    }

    /** A count; the same one whenever the name is the same. */
    Count count(String name, String description);

    /** A timing; the same one whenever the name is the same. Shown in seconds. */
    Timing timing(String name, String description);

    /**
     * Shows a number for as long as the log is open.
     *
     * @param value asked whenever somebody looks, on any thread; must not block
     */
    void gauge(String name, String description, DoubleSupplier value);

    /**
     * The same for one of several numbers of a name.
     *
     * @param label of the numbers
     * @param of its value for this one
     */
    void gauge(String name, String description, String label, String of, DoubleSupplier value);

    /** A limit of the configuration has bitten. */
    void limitReached(Limit limit);
}
