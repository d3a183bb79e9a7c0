package dev.ringdown.auth;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.Pace;
import dev.ringdown.metrics.GatewayMetrics;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key set that is fetched when it is asked for, and again now and then. While there is no answer, or a wrong one, the keys of
 * before hold for a while, and nobody whose key is not among them is taken for a stranger. However many wait, it is fetched once.
 * Thread-safe; nothing blocks.
 */
final class FetchedKeys implements PublishedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeys.class);

    /** For so long keys hold as they are. For twice as long they hold while they are fetched again; then it is waited for. */
    private static final long FRESH_NANOS = Duration.ofMinutes(5).toNanos();

    /** So often the issuer is asked in the long run, whatever is made up here, and a few times at once. */
    static final Duration PACE = Duration.ofSeconds(5);

    private static final int AT_ONCE = 3;

    private static final Unavailable UNAVAILABLE = new Unavailable(PACE);

    /** What was fetched last, and when it was asked for. */
    private record Fetched(KeySet keys, long atNanos) {}

    private final KeySetPage page;
    private final KeySetOptions options;
    private final GatewayMetrics metrics;
    private final LongSupplier nanoTime;

    // All of these are guarded by this object.
    private @Nullable Fetched fetched;
    private @Nullable CompletableFuture<Boolean> fetching;
    private boolean failing;
    private long paceRestNanos;

    FetchedKeys(KeySetPage page, KeySetOptions options, GatewayMetrics metrics, LongSupplier nanoTime) {
        this.page = requireNonNull(page, "page");
        this.options = requireNonNull(options, "options");
        this.metrics = requireNonNull(metrics, "metrics");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    @Override
    public CompletionStage<Answer> keys() {
        CompletableFuture<Boolean> awaited;
        boolean begun;
        synchronized (this) {
            begun = fetching == null;
            Fetched held = held();
            long age = held == null ? Long.MAX_VALUE : nanoTime.getAsLong() - held.atNanos();
            awaited = age < FRESH_NANOS ? null : fetch();
            if (held != null && (awaited == null || age < 2 * FRESH_NANOS || failing)) {
                return CompletableFuture.completedFuture(new Known(held.keys(), asked(age)));
            }
        }
        return awaited == null
                ? CompletableFuture.completedFuture(UNAVAILABLE)
                : awaited.thenApply(success -> answer(begun && success));
    }

    @Override
    public CompletionStage<Answer> newerKeys() {
        CompletableFuture<Boolean> awaited;
        boolean begun;
        synchronized (this) {
            begun = fetching == null;
            awaited = fetch();
        }
        return awaited == null
                ? CompletableFuture.completedFuture(UNAVAILABLE)
                : awaited.thenApply(success -> success ? answer(begun) : UNAVAILABLE);
    }

    /** @param since not if the fetch was under way already: it may have been answered before a key was published */
    private synchronized Answer answer(boolean since) {
        Fetched held = held();
        if (held == null) {
            return UNAVAILABLE;
        }
        return new Known(held.keys(), since ? Asked.SINCE : asked(nanoTime.getAsLong() - held.atNanos()));
    }

    private static Asked asked(long ageNanos) {
        return ageNanos < PACE.toNanos() ? Asked.LATELY : Asked.BEFORE;
    }

    /** What was fetched last, unless that is too long ago. */
    private @Nullable Fetched held() {
        return fetched != null
                        && nanoTime.getAsLong() - fetched.atNanos()
                                < options.holdFor().toNanos()
                ? fetched
                : null;
    }

    /** Joins or begins a fetch, which says whether it brought keys; null: it was asked too often. Called with the lock. */
    private @Nullable CompletableFuture<Boolean> fetch() {
        if (fetching != null) {
            return fetching;
        }
        long now = nanoTime.getAsLong();
        long rest = Pace.restAfter(paceRestNanos, PACE.toNanos(), AT_ONCE * PACE.toNanos(), now);
        if (rest == 0) {
            return null;
        }
        paceRestNanos = rest;
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        fetching = begun;
        page.fetch().whenComplete((content, bug) -> begun.complete(onFetched(content, bug, now)));
        return begun;
    }

    private synchronized boolean onFetched(
            KeySetPage.@Nullable Content content, @Nullable Throwable bug, long askedNanos) {
        fetching = null;
        KeySet keys = content == null ? null : content.keys();
        if (keys == null) {
            metrics.keySetFetched("failed");
            if (!failing) {
                LOG.warn(
                        "cannot fetch the key set of auth.jwt.jwks url={} reason=\"{}\" (until it answers, keys that are known hold"
                                + " for auth.jwt.jwks-hold, and other tokens get 503)",
                        options.location(),
                        content == null ? bug : content.fault());
            }
            failing = true;
            return false;
        }
        metrics.keySetFetched("fetched");
        if (failing) {
            LOG.info("the key set of auth.jwt.jwks is fetched again url={}", options.location());
        }
        failing = false;
        if (!keys.unusable().isEmpty()
                && (fetched == null || !fetched.keys().unusable().equals(keys.unusable()))) {
            LOG.info("left out keys that cannot be used url={} keys={}", options.location(), keys.unusable());
        }
        fetched = new Fetched(keys, askedNanos);
        return true;
    }
}
