/**
 * What RFC 6455, RFC 7692, RFC 9110, RFC 9112 and the HTTP binding of CloudEvents 1.0 demand of a server, one case after the other,
 * through raw sockets. Cases know a gateway's two ports, and nothing else of it.
 */
@NullMarked
package dev.ringdown.tests.conformance;

import org.jspecify.annotations.NullMarked;
