package dev.ringdown.torture.load;

import dev.ringdown.torture.world.Chance;
import org.jspecify.annotations.Nullable;

/** Where clients and publishers can go: one server, or the nodes of a cluster that one would be sent to. Thread-safe. */
public interface Gateways {
    /** One of those that are there; null if none is. */
    @Nullable
    Gateway any(Chance chance);

    /** The one that somebody of this number has for home, or any while that is not there; null if none is. */
    @Nullable
    Gateway home(int number, Chance chance);

    /** Whether this one is not the home of somebody of this number, and that is there again. */
    boolean isAway(int number, Gateway gateway);

    /** Grows whenever one of them is taken away. */
    int lives();

    /** After how long without a word a client tries another; for ever where there is no other. */
    long patienceNanos();

    /** There is one, and no other. */
    static Gateways only(Gateway gateway) {
        return new Gateways() {
            @Override
            public @Nullable Gateway any(Chance chance) {
                return gateway.isUp() ? gateway : null;
            }

            @Override
            public @Nullable Gateway home(int number, Chance chance) {
                return any(chance);
            }

            @Override
            public boolean isAway(int number, Gateway from) {
                return false;
            }

            @Override
            public int lives() {
                return gateway.lives();
            }

            @Override
            public long patienceNanos() {
                return Long.MAX_VALUE;
            }
        };
    }
}
