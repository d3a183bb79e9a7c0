package dev.ringdown.torture.load;

/** The server under torture, as publishers and clients see it. Thread-safe. */
public interface Gateway {
    int publicPort();

    int internalPort();

    /** Whether it is meant to be there. */
    boolean isUp();

    /** Grows whenever it is taken away: what breaks then is nobody's fault. */
    int lives();
}
