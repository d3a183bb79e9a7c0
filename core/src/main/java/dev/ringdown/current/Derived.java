package dev.ringdown.current;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/**
 * What follows from a value that may be replaced. It is made anew when somebody asks after that; where what is made equals what
 * was there, the old object stays, and with it all that was made of it. Thread-safe: a volatile pair, a lock to make one.
 *
 * <p>It and the {@link Current} know each other: one is what {@code map} of any other makes.
 */
final class Derived<S, T> implements Current<T> {
    private record Made<S, T>(S from, T value) {}

    private final Current<S> source;
    private final Function<? super S, ? extends T> make;
    private volatile Made<S, T> made;

    Derived(Current<S> source, Function<? super S, ? extends T> make) {
        this.source = requireNonNull(source, "source");
        this.make = requireNonNull(make, "make");
        S first = source.get();
        this.made = new Made<>(first, make.apply(first));
    }

    @Override
    public T get() {
        Made<S, T> last = made;
        return sameObject(last.from(), source.get()) ? last.value() : anew();
    }

    private synchronized T anew() {
        Made<S, T> last = made;
        S now = source.get();
        if (!sameObject(last.from(), now)) { // else another thread has made it
            T next = make.apply(now);
            made = new Made<>(now, next.equals(last.value()) ? last.value() : next);
        }
        return made.value();
    }

    /** Another object is another value, be it that the two are equal: that is found out below it, once. */
    @SuppressWarnings("ReferenceEquality") // a record of a whole configuration is not to be compared at each use
    private static boolean sameObject(Object one, Object other) {
        return one == other;
    }
}
