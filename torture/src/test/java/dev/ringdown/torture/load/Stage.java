package dev.ringdown.torture.load;

import dev.ringdown.torture.oracle.Judge;
import dev.ringdown.torture.oracle.Ledger;
import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Customer;
import dev.ringdown.torture.world.EventMaker;
import dev.ringdown.torture.world.Tokens;
import dev.ringdown.torture.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** A scene on which nothing is but what a test puts there, and what was found wrong with it. Confined to the test. */
final class Stage {
    private static final long SEED = 1;

    private final StringWriter told = new StringWriter();
    private final Violations violations = new Violations(new PrintWriter(told));
    private final World world = World.of(SEED, 1);
    private final EventMaker maker = new EventMaker(Chance.of(SEED, "events", 0), "/p0");

    final Ledger ledger = new Ledger(1, violations);
    final Customer customer = world.customers().get(0);
    final Scene scene = new Scene(
            world,
            new Tokens("a secret of the torture, long enough for HS256", 2_000_000_000),
            "key",
            Gateways.only(new Standing()),
            sequence(0),
            Long.MAX_VALUE,
            ledger,
            new Judge(ledger, violations, () -> false, Path.of("nowhere")),
            violations,
            new Tally(),
            new Pauses());

    /** What was found, a line each. */
    String told() {
        return told.toString();
    }

    /** The next event: its ids are {@code p0-1}, {@code p0-2} and so on. */
    EventMaker.Made event(int number) {
        return maker.event(customer, number);
    }

    static String sequence(int number) {
        return "00000001-%016d".formatted(number);
    }
}
