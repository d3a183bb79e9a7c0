package dev.ringdown.catchup;

/** What a walk through the log waits for. */
enum WalkState {
    /** Somebody who lets it go on: at the start, and when the socket takes no more. */
    RESUME,

    /** Its turn for the next step. */
    STEP,

    /** Entries that are read elsewhere. */
    READ,

    /** The socket, which is to take what it was given: one step at a time waits there, not as many as fit. */
    TAKEN,

    /** Live delivery: the client has seen more than its loop has routed. */
    LIVE,

    /** Nothing: it is over. */
    ENDED
}
