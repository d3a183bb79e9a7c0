package dev.ringdown.torture.abuse;

/** What a server has besides the default configuration, for a scenario that is about it. */
public enum Setup {
    /** Nothing. */
    NONE,
    /** A certificate: its public port speaks TLS. */
    TLS,
    /** It logs everything that it can tell. */
    DEBUG_LOG
}
