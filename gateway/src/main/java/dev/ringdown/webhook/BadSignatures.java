package dev.ringdown.webhook;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ringdown.http.Problem;
import dev.ringdown.limits.AddressRates;
import dev.ringdown.limits.ClientAddress;
import dev.ringdown.limits.ClientNetwork;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many webhooks without a good signature may come from an address in a minute, before the next ones are refused by their head. An
 * address from which a well signed one came within a day is spared: a platform posts for all of its customers from
 * the same addresses, and one wrong secret must not shut the others out. It remembers a bounded number of addresses, and of
 * those that are spared only such as know a secret. Thread-safe: one atomic step of a cache for each call.
 */
public final class BadSignatures {
    private static final Logger LOG = LoggerFactory.getLogger(BadSignatures.class);

    private static final int MAX_ADDRESSES = 10_000;
    private static final Duration SPARED = Duration.ofDays(1);
    private final AddressRates rates;
    private final Cache<ClientNetwork, Boolean> spared;
    private final GatewayMetrics metrics;

    /** @param perMinute of one address, and at once */
    public BadSignatures(int perMinute, GatewayMetrics metrics, LongSupplier nanoTime) {
        this.rates = new AddressRates(perMinute, MAX_ADDRESSES, Limit.BAD_SIGNATURES_PER_MINUTE, metrics, nanoTime);
        this.metrics = requireNonNull(metrics, "metrics");
        this.spared = Caffeine.newBuilder()
                .maximumSize(MAX_ADDRESSES)
                .expireAfterWrite(SPARED)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /** Why nothing is read of a webhook from there, whatever it is; null: it is. */
    @Nullable
    Problem refusal(ClientAddress client) {
        if (spared.getIfPresent(client.network()) != null || rates.hasOne(client.network())) {
            return null;
        }
        metrics.limitReached(Limit.BAD_SIGNATURES_PER_MINUTE);
        LOG.debug("refused webhook address={} limit={}", client.text(), Limit.BAD_SIGNATURES_PER_MINUTE);
        return Problem.of(
                        503, // VoIPBin takes a 429 for delivered, and it may be VoIPBin
                        "Service Unavailable",
                        "too many webhooks of this address were not signed as they should be ("
                                + Limit.BAD_SIGNATURES_PER_MINUTE + ")")
                .withLimit(Limit.BAD_SIGNATURES_PER_MINUTE)
                .retryAfterSeconds(rates.refill().toSeconds());
    }

    /** One came from there that nobody who knows the secret has signed. */
    void bad(ClientAddress client) {
        rates.tryTake(client.network());
    }

    /** One came from there that is well signed. */
    void good(ClientAddress client) {
        spared.put(client.network(), true);
    }
}
