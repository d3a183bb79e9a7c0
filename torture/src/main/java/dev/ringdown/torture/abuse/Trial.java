package dev.ringdown.torture.abuse;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One scenario beside honest clients, from before it to the time when nothing of it may be left. Confined to its thread. */
public final class Trial {
    /** Newcomers of each kind, while the attack stands and after it. */
    public static final int NEWCOMERS = Newcomer.Wish.values().length;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_MILLIS = 100;
    private static final Duration EACH = Duration.ofMillis(50);

    /** So many events that a single pause is not their p99. */
    private static final Duration EACH_WHERE_TIMES_COUNT = Duration.ofMillis(10);

    /** Compilers and collectors of the JVM come and go. */
    private static final int SPARE_THREADS = 8;

    /** Files are the log's, which opens them as it likes; what else there is may come and go a little. */
    private static final int SPARE_SOCKETS = 16;

    private final Scenario scenario;
    private final Target target;
    private final Attack.Size size;
    private final Duration atLeast;
    private final List<String> faults = new ArrayList<>();
    private Set<String> told = Set.of();
    private Map<String, Long> reached = Map.of();
    private int attackers;

    /**
     * @param atLeast how long the attack lasts; in any case until newcomers of each kind have come
     */
    public Trial(Scenario scenario, Target target, Attack.Size size, Duration atLeast) {
        this.scenario = scenario;
        this.target = target;
        this.size = size;
        this.atLeast = atLeast;
    }

    /** @throws IOException the scenario cannot be played, or the server does not answer any more */
    public Findings run() throws IOException, InterruptedException {
        ServerState before = ServerState.of(target);
        Honest honest = new Honest(target, size == Attack.Size.OF_DEFAULTS ? EACH_WHERE_TIMES_COUNT : EACH);
        try (honest;
                Peak peak = new Peak(target)) {
            honest.start();
            Watched during = attack(honest, before);
            Watched afterwards = honest.watch();
            if (!honest.awaitNewcomers(afterwards, NEWCOMERS)) {
                faults.add("newcomers do not come to an end after the attack");
            }
            faults.addAll(honest.finish());
            ServerState after = awaitBack(before);
            return new Findings(
                    scenario,
                    attackers,
                    reached,
                    told,
                    Findings.Honesty.of(during),
                    Findings.Honesty.of(afterwards),
                    before,
                    peak.state(),
                    after,
                    faults);
        }
    }

    /** How long an attack goes on. The honest are watched from the moment when it is prepared. */
    private final class Course implements BooleanSupplier {
        private final Honest honest;
        private @Nullable Watched during;
        private long endNanos;

        private Course(Honest honest) {
            this.honest = honest;
        }

        @Override
        public boolean getAsBoolean() {
            long now = System.nanoTime();
            if (during == null) {
                during = honest.watch();
                endNanos = now + atLeast.toNanos();
            }
            return now - endNanos < 0 || during.newcomers() < NEWCOMERS && now - endNanos < PATIENCE_NANOS;
        }

        private Watched during() {
            getAsBoolean(); // an attack may be over before it was asked
            return requireNonNull(during);
        }
    }

    private Watched attack(Honest honest, ServerState before) throws IOException, InterruptedException {
        Course course = new Course(honest);
        try (Attack attack = new Attack(target, size, course, before)) {
            scenario.act().attack(attack);
            if (!honest.awaitNewcomers(course.during(), NEWCOMERS)) {
                faults.add("newcomers do not come to an end while the attack lasts");
            }
            faults.addAll(scenario.check().faults(attack));
            attackers = attack.peakOpen();
            if (attack.webSockets() > 0 && attack.admitted() == 0) {
                faults.add("no attacker was let in, so that there was no attack");
            }
            awaitBite(attack, before);
            return course.during();
        }
    }

    /** What is counted may be some time on its way to {@code /metrics}, and what is told to the attackers. */
    private void awaitBite(Attack attack, ServerState before) throws IOException {
        Set<String> bites = scenario.bites();
        long deadlineNanos = System.nanoTime() + PATIENCE_NANOS / 10;
        do {
            attack.serve(LOOK_MILLIS);
            told = attack.told();
            reached = ServerState.of(target).reachedSince(before);
        } while (!(isAmong(bites, reached.keySet()) && (!scenario.tells() || isAmong(bites, told)))
                && System.nanoTime() - deadlineNanos < 0);
        if (!isAmong(bites, reached.keySet())) {
            faults.add("no limit was counted of " + bites + ", but " + reached);
        } else if (scenario.tells() && !isAmong(bites, told)) {
            faults.add("attackers were not told which limit they have reached of " + reached + ", but " + told);
        }
    }

    private static boolean isAmong(Set<String> wanted, Set<String> found) {
        return wanted.isEmpty() || wanted.stream().anyMatch(found::contains);
    }

    /** Waits until the process holds no more than it did. */
    private ServerState awaitBack(ServerState before) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            ServerState now = ServerState.of(target);
            List<String> left = leftBehind(before, now);
            if (left.isEmpty()) {
                return now;
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                faults.addAll(left);
                return now;
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static List<String> leftBehind(ServerState before, ServerState now) {
        List<String> left = new ArrayList<>();
        if (now.threads() > before.threads() + SPARE_THREADS) {
            left.add(now.threads() + " threads are left, of " + before.threads() + " before");
        }
        if (now.sockets() > before.sockets() + SPARE_SOCKETS) {
            left.add(now.sockets() + " sockets are left, of " + before.sockets() + " before");
        }
        now.held().forEach((name, value) -> {
            if (value > before.metric(name)) {
                left.add(name + " is " + value + ", and was " + before.metric(name));
            }
        });
        return left;
    }
}
