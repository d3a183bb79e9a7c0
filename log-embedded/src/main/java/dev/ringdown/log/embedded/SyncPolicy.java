package dev.ringdown.log.embedded;

/** When what was written must be on the disk, not only with the operating system. */
public enum SyncPolicy {
    /** Before it is acknowledged: nothing that was acknowledged is lost when the machine goes down. */
    ALWAYS,
    /** Within {@link EmbeddedOptions#syncInterval()}: that much is lost if the machine goes down, nothing if the process does. */
    INTERVAL,
    /** When the operating system likes: nothing is lost if the process goes down. */
    NEVER
}
