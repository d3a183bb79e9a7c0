package dev.ringdown.torture.load;

import dev.ringdown.torture.oracle.Judge;
import dev.ringdown.torture.oracle.Ledger;
import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.world.Tokens;
import dev.ringdown.torture.world.World;

/**
 * What publishers and clients of one part have in common. Thread-safe.
 *
 * @param beginning the position of the log before anything was published
 * @param retainedForSureBytes bytes that can be published without what was before them being gone
 */
public record Scene(
        World world,
        Tokens tokens,
        String publisherKey,
        Gateways gateways,
        String beginning,
        long retainedForSureBytes,
        Ledger ledger,
        Judge judge,
        Violations violations,
        Tally tally,
        Pauses pauses) {
    /** The same, where clients and publishers can go nowhere else. */
    public Scene at(Gateway only) {
        return new Scene(
                world,
                tokens,
                publisherKey,
                Gateways.only(only),
                beginning,
                retainedForSureBytes,
                ledger,
                judge,
                violations,
                tally,
                pauses);
    }
}
