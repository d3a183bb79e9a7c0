package dev.ringdown.auth;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where an issuer publishes its keys. Thread-safe; returns at once. */
interface KeySetPage {
    /**
     * What is there. Immutable.
     *
     * @param keys null: no key set
     * @param fault why there is none, for operators
     */
    record Content(@Nullable KeySet keys, String fault) {}

    /** Completes on any thread, and not exceptionally. */
    CompletableFuture<Content> fetch();
}
