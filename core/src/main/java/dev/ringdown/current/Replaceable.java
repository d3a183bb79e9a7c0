package dev.ringdown.current;

import static java.util.Objects.requireNonNull;

/** A value as its owner holds it, who alone replaces it. Thread-safe: one volatile field. */
public final class Replaceable<T> implements Current<T> {
    private volatile T value;

    public Replaceable(T value) {
        this.value = requireNonNull(value, "value");
    }

    @Override
    public T get() {
        return value;
    }

    /** Whoever asks from now on gets this. */
    public void replace(T next) {
        value = requireNonNull(next, "next");
    }
}
