package dev.ringdown.log.embedded;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Says, from outside the folder of a log, how far the log was. A folder that is an older state of itself cannot know that; its
 * witness does, as long as it was not set back together with it. Only the log's appender, and who opens and closes the log,
 * call this.
 */
interface Witness extends AutoCloseable {
    /** Knows nothing, and keeps nothing. */
    Witness NONE = new Witness() {
        @Override
        public @Nullable Testimony testimony() {
            return null;
        }

        @Override
        public void say(Testimony testimony, boolean durably) {}

        @Override
        public void close() {}
    };

    /** What it said last; null if nothing that can be understood. */
    @Nullable
    Testimony testimony() throws IOException;

    /**
     * Says something else from now on; it survives the process when this returns.
     *
     * @param durably whether it also survives the machine then
     */
    void say(Testimony testimony, boolean durably) throws IOException;

    @Override
    void close();
}
