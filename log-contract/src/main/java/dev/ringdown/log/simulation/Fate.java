package dev.ringdown.log.simulation;

/** What becomes of a record that is appended to a journal. */
public enum Fate {
    /** It is kept, and whoever appended it is told. */
    KEPT,
    /** The same, and an attempt that was on its way is kept too, later. */
    KEPT_TWICE,
    /** It is kept, and whoever appended it is told that this is not known. */
    KEPT_UNKNOWN,
    /** It is kept after that was told, behind others. */
    KEPT_LATE,
    /** It is not kept, and that is not known either. */
    GONE
}
