package dev.ringdown.log.embedded;

import java.nio.file.Path;

/** Where the witness of a log is, which says from outside its folder how far it was. Immutable. */
public sealed interface WitnessPlace {
    /**
     * On the file system in memory, if the machine has one: it survives the process, it ends with the machine, and it is in no
     * backup and no snapshot of a disk.
     */
    record Memory() implements WitnessPlace {}

    /** In a file that nobody sets back together with the folder, and that survives the machine. */
    record File(Path path) implements WitnessPlace {}

    /** Nowhere: every start begins a new epoch. */
    record Nowhere() implements WitnessPlace {}
}
