package dev.ringdown.log.embedded;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the witness of a log. Stateless. */
final class Witnesses {
    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);

    private Witnesses() {}

    /** @throws IOException the one that was asked for cannot be had; the message says what to do */
    static Witness of(EmbeddedOptions options) throws IOException {
        WitnessPlace place = options.witness();
        if (place instanceof WitnessPlace.File file) {
            return WitnessFile.open(file.path());
        }
        return place instanceof WitnessPlace.Memory ? inMemory(options) : Witness.NONE;
    }

    private static Witness inMemory(EmbeddedOptions options) {
        try {
            return WitnessFile.open(MemoryFolder.fileFor(options.folder()));
        } catch (IOException e) {
            LOG.warn(
                    "nothing will say after this how far the log in {} was: {} (every start begins a new epoch; name a file with"
                            + " log.witness, outside log.dir)",
                    options.folder(),
                    e.getMessage());
            return Witness.NONE;
        }
    }
}
