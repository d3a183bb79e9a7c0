package dev.ringdown.client;

import org.jspecify.annotations.Nullable;

/** Gets a new token each time it is asked. */
@FunctionalInterface
public interface TokenSupplier {
    /**
     * A token that has not ended. It is called on a thread of its own and may take its time, but no longer than
     * {@link ConnectOptions#connectTimeout}: then it is interrupted, and called again after a while. It is not called before
     * the call before has returned or was given up.
     *
     * @return null if nobody is signed in: then the connection stops
     * @throws Exception if there is none to be had now: then it is tried again after a while
     */
    @Nullable
    String get() throws Exception;
}
