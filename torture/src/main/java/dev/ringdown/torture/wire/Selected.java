package dev.ringdown.torture.wire;

/** What hangs at a selector's key: a socket that wants to know when it can read or write. */
public interface Selected {
    /** The selector says that something can be done. */
    void ready();
}
