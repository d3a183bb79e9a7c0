package dev.ringdown.auth;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.ringdown.identity.AccessKeyIdentity;
import dev.ringdown.identity.Issue;
import dev.ringdown.limits.AddressRates;
import dev.ringdown.limits.ClientNetwork;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks access keys up at the platform, and remembers for a while what it said, under the digest of the key. However many
 * wait for the same key, it is asked once. When it cannot be asked nobody is taken for a stranger. Thread-safe; nothing
 * blocks.
 */
public final class AccessKeyLookup {
    private static final Logger LOG = LoggerFactory.getLogger(AccessKeyLookup.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** What the platform said, and until when it holds. */
    private record Verdict(Proof proof, long untilNanos) {}

    private final AccessKeyPlatform platform;
    private final LookupOptions options;
    private final AddressRates rates;
    private final GatewayMetrics metrics;
    private final LongSupplier nanoTime;
    private final AsyncCache<String, Verdict> verdicts;
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicBoolean failing = new AtomicBoolean();

    public AccessKeyLookup(LookupOptions options, GatewayMetrics metrics, LongSupplier nanoTime) {
        this(new HttpAccessKeyPlatform(options), options, metrics, nanoTime);
    }

    AccessKeyLookup(AccessKeyPlatform platform, LookupOptions options, GatewayMetrics metrics, LongSupplier nanoTime) {
        this.platform = requireNonNull(platform, "platform");
        this.options = requireNonNull(options, "options");
        this.metrics = requireNonNull(metrics, "metrics");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.rates = new AddressRates(
                options.perMinute(), options.maxKeys(), Limit.KEY_LOOKUPS_PER_MINUTE, metrics, nanoTime);
        this.verdicts = Caffeine.newBuilder()
                .maximumSize(options.maxKeys())
                .expireAfter(Expiry.<String, Verdict>creating((digest, verdict) ->
                        Duration.ofNanos(Math.max(0, verdict.untilNanos() - nanoTime.getAsLong()))))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .buildAsync();
    }

    /**
     * Says whose key it is.
     *
     * @param client who asks, and may not ask about ever new keys
     */
    CompletionStage<Proof> prove(Credential.AccessKey credential, ClientNetwork client) {
        if (verdicts.getIfPresent(KeyDigest.of(credential.key())) == null && !rates.tryTake(client)) {
            return CompletableFuture.completedFuture(new Proof.Undecided(
                    true,
                    "too many access keys of this address had to be looked up (" + Limit.KEY_LOOKUPS_PER_MINUTE + ")",
                    rates.refill()));
        }
        return verdict(credential).thenApply(this::proof);
    }

    /** Says whether a key is still good with which a connection was opened; if that cannot be said, when to ask again. */
    CompletionStage<Proof> proveAgain(Credential.AccessKey credential) {
        return verdict(credential)
                .thenApply(verdict -> verdict.proof() instanceof Proof.Undecided undecided
                        ? new Proof.Undecided(undecided.limited(), undecided.detail(), options.ttl())
                        : proof(verdict));
    }

    /** How many keys are remembered. */
    long remembered() {
        verdicts.synchronous().cleanUp();
        return verdicts.synchronous().estimatedSize();
    }

    private Proof proof(Verdict verdict) {
        return verdict.proof() instanceof Proof.Accepted accepted
                ? new Proof.Accepted(
                        accepted.identity(), Duration.ofNanos(Math.max(0, verdict.untilNanos() - nanoTime.getAsLong())))
                : verdict.proof();
    }

    private CompletableFuture<Verdict> verdict(Credential.AccessKey credential) {
        return verdicts.get(KeyDigest.of(credential.key()), (digest, executor) -> ask(credential.key(), digest));
    }

    private CompletableFuture<Verdict> ask(String key, String digest) {
        if (asking.incrementAndGet() > options.maxRequests()) {
            asking.decrementAndGet();
            metrics.limitReached(Limit.KEY_LOOKUP_REQUESTS);
            return CompletableFuture.completedFuture(
                    undecided("too many access keys are being looked up (" + Limit.KEY_LOOKUP_REQUESTS + ")"));
        }
        CompletableFuture<PlatformAnswer> answer;
        try {
            answer = platform.ask(key);
        } catch (RuntimeException e) { // a bug, which must not use up what may be asked at a time
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.handle((said, bug) -> {
            asking.decrementAndGet();
            return verdict(digest, said, bug);
        });
    }

    private Verdict verdict(String digest, @Nullable PlatformAnswer said, @Nullable Throwable bug) {
        if (said == null) {
            LOG.error("cannot look up an access key", bug);
            metrics.keyLookedUp("failed");
            return undecided("the access key cannot be looked up; the log of the server has the reason");
        }
        if (said instanceof PlatformAnswer.NoAnswer nothing) {
            metrics.keyLookedUp("failed");
            if (!failing.getAndSet(true)) {
                LOG.warn(
                        "cannot look up access keys url={} reason=\"{}\" (clients get 503 until it answers)",
                        options.url(),
                        nothing.reason());
            }
            return undecided("the access key cannot be looked up at this time");
        }
        if (failing.getAndSet(false)) {
            LOG.info("access keys are looked up again url={}", options.url());
        }
        if (said instanceof PlatformAnswer.Customer customer) {
            metrics.keyLookedUp("accepted");
            String name = "sha256-" + digest.substring(0, 16);
            return new Verdict(
                    new Proof.Accepted(new AccessKeyIdentity(customer.id(), name, null, Issue.ofKey(digest))),
                    after(options.ttl()));
        }
        metrics.keyLookedUp("refused");
        Proof refused = ((PlatformAnswer.Refusal) said).known()
                ? Proof.Refused.notAdmitted("the platform does not admit this access key")
                : Proof.Refused.unknown("the access key is not known here");
        return new Verdict(refused, after(options.refusedTtl()));
    }

    /** Holds for those who wait, and for nobody who asks afterwards. */
    private Verdict undecided(String detail) {
        return new Verdict(new Proof.Undecided(false, detail, RETRY_AFTER), nanoTime.getAsLong());
    }

    private long after(Duration time) {
        return nanoTime.getAsLong() + time.toNanos();
    }
}
