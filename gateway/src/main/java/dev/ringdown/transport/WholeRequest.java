package dev.ringdown.transport;

import dev.ringdown.http.Request;

/**
 * A request of the internal port that has been read as far as it will be.
 *
 * @param keepAlive whether another may follow it on its connection
 */
record WholeRequest(Request request, boolean keepAlive) {}
