/**
 * Publishing: {@code POST /v1.0/events} in its forms, from the credential of the publisher to the acknowledgement of
 * the log. Thread-safe. It knows HTTP only as requests and answers.
 */
@NullMarked
package dev.ringdown.publish;

import org.jspecify.annotations.NullMarked;
