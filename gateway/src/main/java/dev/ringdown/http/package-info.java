/**
 * HTTP as the rest of the gateway speaks it: a request, an answer, and the problem details of RFC 9457. Immutable, any
 * thread. It knows no network library; the transport turns these into bytes.
 */
@NullMarked
package dev.ringdown.http;

import org.jspecify.annotations.NullMarked;
