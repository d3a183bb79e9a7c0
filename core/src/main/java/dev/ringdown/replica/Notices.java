package dev.ringdown.replica;

/** Is told what an operator should know of a {@link ReplicatedLog}, on the thread of the log or the one that opens it; must not block. */
public interface Notices {
    /** Something is well again. */
    void info(String what);

    /** An operator's problem, with its remedy. */
    void warn(String what);

    /** A person must act. */
    void error(String what);
}
