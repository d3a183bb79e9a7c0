package dev.ringdown.torture.oracle;

import dev.ringdown.torture.world.Customer;
import dev.ringdown.torture.world.Published;
import java.util.HexFormat;
import java.util.List;

/**
 * Looks into positions, which clients never do: they are an epoch, and how many events the customer had with this one. Stateless.
 */
public final class Numbers {
    private static final int EPOCH_DIGITS = 8;

    private Numbers() {}

    /**
     * Once everything that was begun is acknowledged, the events of each customer must be numbered from 1 without a hole: a hole is
     * an event that was stored and that nobody published, or one that was stored twice. They must be of one epoch.
     */
    public static void check(List<Customer> customers, Ledger ledger, Violations violations) {
        for (Customer customer : customers) {
            long expected = 1;
            String epoch = "";
            for (Published event : ledger.between(customer.id(), null, null)) {
                String sequence = event.sequence();
                String own = sequence.substring(0, EPOCH_DIGITS);
                long number = HexFormat.fromHexDigitsToLong(sequence, EPOCH_DIGITS + 1, sequence.length());
                if (number != expected || !epoch.isEmpty() && !own.equals(epoch)) {
                    violations.add(
                            "customer " + customer.id(),
                            "numbered " + number + " in epoch " + own + " (expected: " + expected
                                    + (epoch.isEmpty() ? "" : " in epoch " + epoch) + "): " + event);
                    break;
                }
                epoch = own;
                expected++;
            }
        }
    }
}
