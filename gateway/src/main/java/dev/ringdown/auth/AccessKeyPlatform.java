package dev.ringdown.auth;

import java.util.concurrent.CompletableFuture;

/** Who knows all access keys. Thread-safe; returns at once. */
interface AccessKeyPlatform {
    /** Asks whose key it is; completes on any thread, and not exceptionally. */
    CompletableFuture<PlatformAnswer> ask(String key);
}
