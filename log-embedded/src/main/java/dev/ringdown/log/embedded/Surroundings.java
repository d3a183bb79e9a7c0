package dev.ringdown.log.embedded;

import java.io.IOException;

/**
 * What a log sees of the machine that it is on. Immutable.
 *
 * @param free how much room its disk has
 * @param machine which it is, from its start to its end
 * @param witnesses opens the witness of the log
 */
record Surroundings(DiskSpace.Free free, Machine machine, WitnessOpener witnesses) {
    /** Opens the witness that options name. */
    interface WitnessOpener {
        /** @throws IOException it cannot be had; the message says what to do */
        Witness open(EmbeddedOptions options) throws IOException;
    }

    static Surroundings of(EmbeddedOptions options) throws IOException {
        return new Surroundings(DiskSpace.of(options.folder()), Machine.here(), Witnesses::of);
    }
}
