package dev.ringdown.log;

import java.util.List;

/**
 * A store as it was at one moment, as files that do not change any more. Immutable.
 *
 * @param id by which it is asked for until it is ended
 * @param files all of them, in no order
 */
public record Checkpoint(String id, List<File> files) {
    public Checkpoint {
        files = List.copyOf(files);
    }

    /**
     * One of them.
     *
     * @param name without any folder
     * @param bytes how long it is
     */
    public record File(String name, long bytes) {}

    /** How much all of them are. */
    public long bytes() {
        return files.stream().mapToLong(File::bytes).sum();
    }
}
