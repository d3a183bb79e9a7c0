package dev.ringdown.session;

import dev.ringdown.protocol.ErrorCode;

/** A topic that was not subscribed, and why. Immutable. */
record Rejection(String topic, ErrorCode code, String message) {}
