package dev.ringdown.limits;

/**
 * Allows so many things a second in the long run and so many at once, by the token bucket. Confined to whoever owns it.
 */
public final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perNano;
    private final double burst;
    private double tokens;
    private long filledAtNanos;

    /** Starts full; 0 {@code perSecond} never fills again. */
    public TokenBucket(double perSecond, int burst, long nowNanos) {
        this.perNano = perSecond / NANOS_PER_SECOND;
        this.burst = burst;
        this.tokens = burst;
        this.filledAtNanos = nowNanos;
    }

    /** Takes {@code count} tokens if they are there; takes none otherwise. */
    public boolean tryTake(int count, long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - filledAtNanos) * perNano);
        filledAtNanos = nowNanos;
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }
}
