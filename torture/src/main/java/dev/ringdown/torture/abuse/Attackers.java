package dev.ringdown.torture.abuse;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Those who attack a server, wherever they run: one attack after the other. Confined to the thread of the trials. */
public interface Attackers {
    /**
     * Does its worst, and stays: what was opened is open when it returns.
     *
     * @param goesOn whether it goes on, asked again and again from when it is prepared; an attack may be over before
     * @throws IOException it cannot be played
     */
    void attack(Scenario scenario, BooleanSupplier goesOn) throws IOException, InterruptedException;

    /** What has become of the attack that stands; waits for what must be told or counted. */
    AttackReport report() throws IOException, InterruptedException;

    /** Ends the attack that stands, if there is one: all of its sockets are closed. */
    void leave() throws IOException, InterruptedException;
}
