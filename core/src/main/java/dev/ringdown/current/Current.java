package dev.ringdown.current;

import java.util.function.Function;

/**
 * A value that may be replaced while the gateway runs. Who holds it asks at each use, and keeps what was told no longer than
 * that. Thread-safe.
 */
public interface Current<T> {
    /** The value that holds at this time; the same object until it is replaced by one that is not equal. */
    T get();

    /** What follows from it, made once for each value; it must not fail. */
    default <U> Current<U> map(Function<? super T, ? extends U> make) {
        return new Derived<T, U>(this, make);
    }

    /** A value that is never replaced. */
    static <T> Current<T> always(T value) {
        return () -> value;
    }
}
