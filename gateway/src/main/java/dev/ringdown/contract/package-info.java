/**
 * The contract for machines: an AsyncAPI document of what is spoken over the WebSocket, an OpenAPI document of what is
 * spoken over HTTP, and the schemas that both refer to, as resources that are answered as they are. Immutable, any
 * thread. It knows HTTP only as requests and answers, and nothing of how a message is read or written; tests hold it to
 * that.
 */
@NullMarked
package dev.ringdown.contract;

import org.jspecify.annotations.NullMarked;
