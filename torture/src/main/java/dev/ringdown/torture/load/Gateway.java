package dev.ringdown.torture.load;

/** A server under torture, as publishers and clients see it: the only one, or a node of a cluster. Thread-safe. */
public interface Gateway {
    /** How it is called in what is told. */
    String name();

    /** Its address in numbers. */
    String host();

    int publicPort();

    int internalPort();

    /** Whether it is meant to be there. */
    boolean isUp();

    /** Grows whenever it is taken away: what breaks then is nobody's fault. */
    int lives();

    /**
     * Whether something that it needs is being taken away, or was lately: it may send clients elsewhere then, and let them
     * wait.
     */
    boolean isDisturbed();
}
