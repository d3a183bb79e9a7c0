package dev.ringdown.transport;

import dev.ringdown.auth.Credential;

/**
 * A credential that a request carries. Immutable.
 *
 * @param cookie whether it stands in a cookie: then, if it is not good, it is as if it were not there
 */
record OfferedCredential(Credential credential, boolean cookie) {}
