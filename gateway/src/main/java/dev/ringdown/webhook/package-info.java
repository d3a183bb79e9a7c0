/**
 * Webhooks: events that VoIPBin posts to the public port, from their signature to the acknowledgement of the log.
 * Thread-safe. It knows HTTP only as requests and answers.
 */
@NullMarked
package dev.ringdown.webhook;

import org.jspecify.annotations.NullMarked;
