package dev.ringdown.torture;

import dev.ringdown.torture.abuse.Findings;
import dev.ringdown.torture.abuse.Honesty;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.ServerState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What {@code ./run torture --abuse} tells, as a table of Markdown. Thread-safe: one lock, since a signal may end it early. */
final class AbuseTable {
    private static final int KIB_OF_MIB = 1024;
    private static final double BYTES_OF_MIB = 1024 * 1024;
    private static final double MIDDLE = 0.5;
    private static final double HIGH = 0.99;

    /** The others may be so many times as late as beside honest clients. */
    private static final double TIMES_AS_LATE = 2;

    /** Beside nothing at all an event is not always faster than this. */
    private static final double ALWAYS_FINE_MILLIS = 5;

    private static final double HISTORY_MILLIS = 2_000;

    /** The newest events, those that were read lately, what RocksDB has not written yet, and compiled code: kept on purpose. */
    private static final long KEPT_MIB = 256;

    private final PrintWriter out;
    private final List<String> notPlayed;
    private final List<String> played = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private boolean ended;

    /** @param scenarios those that are to be played */
    AbuseTable(PrintWriter out, List<Scenario> scenarios) {
        this.out = out;
        this.notPlayed = new ArrayList<>(scenarios.stream().map(Scenario::name).toList());
    }

    void head(int rounds) {
        out.println("Rounds: " + rounds + ", each beside a run with as many honest clients in the attackers' place."
                + " Times in ms, of all rounds together, and the least and the most of a round;"
                + " before / peak / after, memory in MiB and after two minutes.");
        out.println();
        out.println("| scenario | attackers | connections a second | MiB a second | processors of the server"
                + " | p50, beside honest | p50, attacked | p99, beside honest | p99, attacked"
                + " | newcomers served | slowest history | memory | threads | descriptors | limits reached |");
        out.println(
                "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        out.flush();
    }

    /**
     * Prints the row of a scenario; returns whether everything held. After the end there are no further ones.
     *
     * @param settledKib of memory, when the server has had nothing to do for a while
     * @param broken what ended it early; empty if nothing did
     */
    synchronized boolean row(
            Scenario scenario, List<Findings> ordinary, List<Findings> abused, long settledKib, String broken) {
        if (ended) {
            return false;
        }
        Set<String> wrong = new LinkedHashSet<>();
        if (!broken.isBlank()) {
            wrong.add(broken.strip());
        }
        abused.forEach(findings -> wrong.addAll(findings.faults()));
        ordinary.forEach(findings -> findings.faults().forEach(fault -> wrong.add("beside honest clients: " + fault)));
        if (!abused.isEmpty() && !ordinary.isEmpty()) {
            print(scenario, ordinary, abused, settledKib, wrong);
        } else {
            out.println("| " + scenario.name() + " | | | | | | | | | | | | | | did not come to an end |");
        }
        wrong.forEach(fault -> faults.add(scenario.name() + ": " + fault));
        notPlayed.remove(scenario.name());
        played.add(scenario.name() + (wrong.isEmpty() ? "" : " (failed)"));
        out.flush();
        return wrong.isEmpty();
    }

    private void print(
            Scenario scenario, List<Findings> ordinary, List<Findings> abused, long settledKib, Set<String> wrong) {
        Honesty before = Honesty.pooled(ordinary.stream().map(Findings::during).toList());
        Honesty now = Honesty.pooled(abused.stream().map(Findings::during).toList());
        Honesty all = Honesty.pooled(abused.stream()
                .flatMap(each -> Stream.of(each.during(), each.standing()))
                .toList());
        double history = all.slowestHistoryMillis();
        if (now.deliveryMillis(HIGH) > Math.max(ALWAYS_FINE_MILLIS, before.deliveryMillis(HIGH) * TIMES_AS_LATE)) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "the others' p99 was %.1f ms, and %.1f beside honest clients",
                    now.deliveryMillis(HIGH),
                    before.deliveryMillis(HIGH)));
        }
        if (history > HISTORY_MILLIS) {
            wrong.add(String.format(Locale.ROOT, "the others' history took %.0f ms", history));
        }
        long more = (settledKib - abused.get(0).before().residentKib()) / KIB_OF_MIB;
        if (more > KEPT_MIB) {
            wrong.add("two minutes later the server has " + more + " MiB more than before");
        }
        Set<String> limits = new TreeSet<>();
        abused.forEach(each -> limits.addAll(each.attack().reached().keySet()));
        Findings last = abused.get(abused.size() - 1);
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.1f | %.2f | %.1f | %.1f | %s | %s | %d of %d | %.0f | %s | %s | %s | %s |%n",
                scenario.name(),
                last.attack().attackers(),
                median(abused, each -> each.attack().strength().connectionsPerSecond()),
                median(abused, each -> each.attack().strength().bytesPerSecond()) / BYTES_OF_MIB,
                median(abused, each -> each.attack().strength().serverProcessors()),
                before.deliveryMillis(MIDDLE),
                now.deliveryMillis(MIDDLE),
                high(before, ordinary),
                high(now, abused),
                all.served(),
                all.newcomers(),
                history,
                course(abused, each -> each.residentKib() / KIB_OF_MIB, settledKib / KIB_OF_MIB),
                course(abused, ServerState::threads, last.after().threads()),
                course(abused, ServerState::descriptors, last.after().descriptors()),
                String.join(", ", limits));
    }

    private static double median(List<Findings> of, ToDoubleFunction<Findings> value) {
        return of.stream().mapToDouble(value).sorted().toArray()[of.size() / 2];
    }

    private static String high(Honesty pooled, List<Findings> rounds) {
        DoubleSummaryStatistics each = rounds.stream()
                .mapToDouble(round -> round.during().deliveryMillis(HIGH))
                .summaryStatistics();
        return String.format(
                Locale.ROOT, "%.1f (%.1f-%.1f)", pooled.deliveryMillis(HIGH), each.getMin(), each.getMax());
    }

    /** Before the first round, at the most, and after the last one. */
    private static String course(List<Findings> rounds, ToLongFunction<ServerState> value, long after) {
        return value.applyAsLong(rounds.get(0).before())
                + " / "
                + rounds.stream()
                        .mapToLong(each -> value.applyAsLong(each.peak()))
                        .max()
                        .orElseThrow()
                + " / "
                + after;
    }

    /** Tells what was played, and what did not hold. */
    synchronized void end() {
        ended = true;
        out.println();
        out.println("played: " + (played.isEmpty() ? "none" : String.join(", ", played)));
        if (!notPlayed.isEmpty()) {
            out.println("not played to the end: " + String.join(", ", notPlayed));
        }
        faults.forEach(fault -> out.println("- " + fault));
        if (faults.isEmpty() && notPlayed.isEmpty()) {
            out.println("everything held");
        }
        out.flush();
    }
}
