package dev.ringdown.torture.abuse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Attackers of this process, on the thread that asks for them. */
public final class AttackersHere implements Attackers {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long LOOK_MILLIS = 100;

    private final Target target;
    private final Attack.Size size;
    private @Nullable Standing standing;

    /** An attack that has done its worst, or is about to. */
    private record Standing(Scenario scenario, Attack attack, Strength strength) {}

    public AttackersHere(Target target, Attack.Size size) {
        this.target = target;
        this.size = size;
    }

    @Override
    public void attack(Scenario scenario, BooleanSupplier goesOn) throws IOException {
        Attack attack = new Attack(target, size, goesOn);
        standing = new Standing(scenario, attack, attack.strength());
        scenario.act().attack(attack);
        standing = new Standing(scenario, attack, attack.strength());
    }

    @Override
    public AttackReport report() throws IOException {
        Standing current = standing;
        if (current == null) {
            throw new IllegalStateException("no attack stands");
        }
        Attack attack = current.attack();
        List<String> faults = new ArrayList<>(current.scenario().check().faults(attack));
        if (attack.webSockets() > 0 && attack.admitted() == 0) {
            faults.add("no attacker was let in, so that there was no attack");
        }
        Map<String, Long> reached = awaitBite(current.scenario(), attack, faults);
        return new AttackReport(attack.peakOpen(), current.strength(), reached, attack.told(), faults);
    }

    /** What is counted may be some time on its way to {@code /metrics}, and what is told to the attackers. */
    private Map<String, Long> awaitBite(Scenario scenario, Attack attack, List<String> faults) throws IOException {
        Set<String> bites = scenario.bites();
        Map<String, Long> reached;
        Set<String> told;
        long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
        do {
            attack.serve(LOOK_MILLIS);
            told = attack.told();
            reached = ServerState.of(target).reachedSince(attack.before());
        } while (!(isAmong(bites, reached.keySet()) && (!scenario.tells() || isAmong(bites, told)))
                && System.nanoTime() - deadlineNanos < 0);
        if (!isAmong(bites, reached.keySet())) {
            faults.add("no limit was counted of " + bites + ", but " + reached);
        } else if (scenario.tells() && !isAmong(bites, told)) {
            faults.add("attackers were not told which limit they have reached of " + reached + ", but " + told);
        }
        return reached;
    }

    private static boolean isAmong(Set<String> wanted, Set<String> found) {
        return wanted.isEmpty() || wanted.stream().anyMatch(found::contains);
    }

    @Override
    public void leave() throws IOException {
        Standing current = standing;
        standing = null;
        if (current != null) {
            current.attack().close();
        }
    }
}
