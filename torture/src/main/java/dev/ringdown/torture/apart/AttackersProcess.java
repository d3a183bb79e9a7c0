package dev.ringdown.torture.apart;

import dev.ringdown.torture.abuse.Attack;
import dev.ringdown.torture.abuse.Attackers;
import dev.ringdown.torture.abuse.AttackersHere;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.scenarios.Scenarios;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;

/** The process of {@link ApartAttackers}, which attacks as it is told. */
public final class AttackersProcess {
    private final Lines lines;
    private final Attackers attackers;
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

    /** Written by the thread that reads lines. */
    private volatile boolean enough;

    private AttackersProcess(Lines lines, Attackers attackers) {
        this.lines = lines;
        this.attackers = attackers;
    }

    /** Serves orders until there are no more. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Lines lines = new Lines(System.in, System.out);
        Whereabouts server = lines.read(Whereabouts.class);
        if (server == null) {
            throw new IOException("no server was named (expected: to be started by ApartAttackers)");
        }
        new AttackersProcess(lines, new AttackersHere(server.target(), Attack.Size.OF_DEFAULTS)).serve();
    }

    private void serve() throws IOException, InterruptedException {
        lines.hear(Order.class, this::onOrder, () -> Runtime.getRuntime().halt(0)); // in the middle of an attack too
        while (true) {
            Order order = orders.take();
            try {
                lines.write(carryOut(order));
            } catch (IOException | RuntimeException e) {
                lines.write(Answer.failed(String.valueOf(e.getMessage())));
            }
        }
    }

    /** What was said to one attack is not for the next one. */
    private void onOrder(Order order) {
        enough = order.kind() == Order.Kind.ENOUGH;
        if (!enough) {
            orders.add(order);
        }
    }

    private Answer carryOut(Order order) throws IOException, InterruptedException {
        switch (order.kind()) {
            case ATTACK -> {
                Scenario scenario = Scenarios.named(String.valueOf(order.scenario()));
                attackers.attack(scenario, new Course());
                return Answer.of(Answer.Kind.DONE);
            }
            case REPORT -> {
                return Answer.report(attackers.report());
            }
            case LEAVE -> {
                attackers.leave();
                return Answer.of(Answer.Kind.LEFT);
            }
            case ENOUGH -> throw new IllegalStateException("order: " + order.kind() + " (expected: not to get here)");
        }
        throw new IllegalStateException("order: " + order);
    }

    /** An attack goes on until somebody says that it is enough; that it is asked tells that it is prepared. */
    private final class Course implements BooleanSupplier {
        private boolean prepared;

        @Override
        public boolean getAsBoolean() {
            if (!prepared) {
                prepared = true;
                tellPrepared();
            }
            return !enough;
        }
    }

    private void tellPrepared() {
        try {
            lines.write(Answer.of(Answer.Kind.PREPARED));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell that an attack is prepared", e);
        }
    }
}
