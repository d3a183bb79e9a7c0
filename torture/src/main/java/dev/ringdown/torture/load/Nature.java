package dev.ringdown.torture.load;

/** What a client is like. */
enum Nature {
    /** Asks for the same all its life. */
    LOYAL,
    /** Changes its mind. */
    RESTLESS,
    /** Reads all of a customer from the beginning, and does nothing else. */
    CALM
}
