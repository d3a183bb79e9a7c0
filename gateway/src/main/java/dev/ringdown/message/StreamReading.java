package dev.ringdown.message;

/** What became of reading the request for an event stream. */
public sealed interface StreamReading permits StreamRequest, StreamFault {}
