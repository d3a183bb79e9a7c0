package dev.ringdown.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The store of a node for others to copy, while it goes on. A checkpoint takes no room as long as the store has all that
 * was there when it began; what the store drops stays on the disk until the checkpoint is ended. Thread-safe; all of it reads or
 * writes the disk.
 */
public interface Checkpoints {
    /**
     * Notes the store as it is.
     *
     * @throws IOException it cannot be done at this time
     */
    Checkpoint begin() throws IOException;

    /**
     * A piece of a file.
     *
     * @param fromByte where it begins; at the end of the file or behind it there is nothing
     * @param maxBytes how long it is, but for the last of the file, which may be shorter
     * @return null: there is no such checkpoint, not any more, or no such file in it
     * @throws IOException it cannot be read
     */
    byte @Nullable [] read(String id, String file, long fromByte, int maxBytes) throws IOException;

    /**
     * Gives back what it takes. One that has ended already, or never was, is none of its concern.
     *
     * @throws IOException not all of it could be removed
     */
    void end(String id) throws IOException;
}
