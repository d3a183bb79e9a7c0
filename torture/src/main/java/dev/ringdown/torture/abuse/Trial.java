package dev.ringdown.torture.abuse;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One scenario beside honest clients, from before it to the time when nothing of it may be left. Confined to its thread. */
public final class Trial {
    /** Newcomers of each kind, while the attack stands and after it. */
    public static final int NEWCOMERS = Newcomer.Wish.values().length;

    /** From one event of the honest to the next. */
    public static final Duration EACH = Duration.ofMillis(50);

    /** So many events that a single pause is not their p99. */
    public static final Duration EACH_WHERE_TIMES_COUNT = Duration.ofMillis(10);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_MILLIS = 100;

    /** Compilers and collectors of the JVM come and go. */
    private static final int SPARE_THREADS = 8;

    /** Files are the log's, which opens them as it likes; what else there is may come and go a little. */
    private static final int SPARE_SOCKETS = 16;

    private final Scenario scenario;
    private final Target target;
    private final Attackers attackers;
    private final Duration each;
    private final Duration atLeast;
    private final List<String> faults = new ArrayList<>();

    /**
     * @param each from one event of the honest to the next
     * @param atLeast how long the attack lasts; in any case until newcomers of each kind have come
     */
    public Trial(Scenario scenario, Target target, Attackers attackers, Duration each, Duration atLeast) {
        this.scenario = scenario;
        this.target = target;
        this.attackers = attackers;
        this.each = each;
        this.atLeast = atLeast;
    }

    /** @throws IOException the scenario cannot be played, or the server does not answer any more */
    public Findings run() throws IOException, InterruptedException {
        ServerState before = ServerState.of(target);
        Honest honest = new Honest(target, each);
        try (honest;
                Peak peak = new Peak(target)) {
            honest.start();
            Course course = new Course(honest);
            AttackReport report;
            Watched standing;
            try {
                attackers.attack(scenario, course);
                if (!honest.awaitNewcomers(course.during(), NEWCOMERS)) {
                    faults.add("newcomers do not come to an end while the attack lasts");
                }
                standing = honest.watch();
                report = attackers.report();
                faults.addAll(report.faults());
            } finally {
                attackers.leave();
            }
            Watched afterwards = honest.watch();
            if (!honest.awaitNewcomers(afterwards, NEWCOMERS)) {
                faults.add("newcomers do not come to an end after the attack");
            }
            faults.addAll(honest.finish());
            ServerState after = awaitBack(before);
            return new Findings(
                    scenario,
                    report,
                    course.during().soFar(),
                    standing.soFar(),
                    afterwards.soFar(),
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
