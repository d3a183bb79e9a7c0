package dev.ringdown.client;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription begins with, and what it is told besides events. Immutable: the methods that change something return
 * other options.
 */
public final class SubscribeOptions {
    /** What the server takes in one message (its {@code limits.types} may be lower). */
    static final int MAX_TYPES = 100;

    static final int MAX_LAST = 1000;

    private final @Nullable String after;
    private final int last;
    private final boolean isSnapshot;
    private final List<String> types;
    private final Consumer<Gap> onGap;
    private final Consumer<Rejected> onRejected;

    private SubscribeOptions(
            @Nullable String after,
            int last,
            boolean isSnapshot,
            List<String> types,
            Consumer<Gap> onGap,
            Consumer<Rejected> onRejected) {
        this.after = after;
        this.last = last;
        this.isSnapshot = isSnapshot;
        this.types = types;
        this.onGap = requireNonNull(onGap, "onGap");
        this.onRejected = requireNonNull(onRejected, "onRejected");
    }

    /** From now on. */
    public static SubscribeOptions live() {
        return beginning(null, 0, false);
    }

    /**
     * First everything that is retained after a position that was stored, then live events.
     *
     * @param position a {@link Subscription#position}, or the {@code sequence} of an event; exclusive
     */
    public static SubscribeOptions after(String position) {
        if (position.isEmpty()) {
            throw new IllegalArgumentException("after: empty (expected: a position)");
        }
        return beginning(position, 0, false);
    }

    /**
     * First the newest events that match, oldest of them first, then live events.
     *
     * @param count 1 to 1000
     */
    public static SubscribeOptions last(int count) {
        if (count < 1 || count > MAX_LAST) {
            throw new IllegalArgumentException("last: " + count + " (expected: 1 to " + MAX_LAST + ")");
        }
        return beginning(null, count, false);
    }

    /** First the latest event of every resource that is alive, then live events. */
    public static SubscribeOptions snapshot() {
        return beginning(null, 0, true);
    }

    private static SubscribeOptions beginning(@Nullable String after, int last, boolean isSnapshot) {
        return new SubscribeOptions(after, last, isSnapshot, List.of(), gap -> {}, rejected -> {});
    }

    /**
     * Only events of these types.
     *
     * @param newTypes up to 100, such as {@code call_hangup}; a trailing {@code *} stands for any ending. None: all types
     */
    public SubscribeOptions types(String... newTypes) {
        if (newTypes.length > MAX_TYPES) {
            throw new IllegalArgumentException("types: " + newTypes.length + " (expected: up to " + MAX_TYPES + ")");
        }
        return new SubscribeOptions(after, last, isSnapshot, List.of(newTypes), onGap, onRejected);
    }

    /** Calls this when events are gone that the subscription should have got. */
    public SubscribeOptions onGap(Consumer<Gap> newOnGap) {
        return new SubscribeOptions(after, last, isSnapshot, types, newOnGap, onRejected);
    }

    /** Calls this when a topic is not subscribed, or not any more. */
    public SubscribeOptions onRejected(Consumer<Rejected> newOnRejected) {
        return new SubscribeOptions(after, last, isSnapshot, types, onGap, newOnRejected);
    }

    @Nullable
    String after() {
        return after;
    }

    /** 0 if it does not begin with the newest. */
    int last() {
        return last;
    }

    boolean isSnapshot() {
        return isSnapshot;
    }

    /** Empty for all. */
    List<String> types() {
        return types;
    }

    Consumer<Gap> onGap() {
        return onGap;
    }

    Consumer<Rejected> onRejected() {
        return onRejected;
    }

    /** Whether it begins with something that is no stretch of the log. */
    boolean beginsWithSingles() {
        return last > 0 || isSnapshot;
    }
}
