package dev.ringdown.torture;

import dev.ringdown.torture.abuse.Findings;
import dev.ringdown.torture.abuse.Scenario;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** What {@code ./run torture --abuse} tells, as a table of Markdown. Thread-safe: one lock, since a signal may end it early. */
final class AbuseTable {
    private static final int KIB_OF_MIB = 1024;

    /** The others may be so many times as late as beside honest clients. */
    private static final double TIMES_AS_LATE = 2;

    /** Beside nothing at all an event is not always faster than this. */
    private static final double ALWAYS_FINE_MILLIS = 5;

    private static final double HISTORY_MILLIS = 2_000;

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
        out.println("Medians of " + rounds + ", each beside a run with as many honest clients in the attackers' place."
                + " Times in ms; before / peak / after, memory in MiB.");
        out.println();
        out.println("| scenario | attackers | p50, beside honest | p50, attacked | p99, beside honest | p99, attacked"
                + " | newcomers served | slowest history | memory | threads | descriptors | limits reached |");
        out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        out.flush();
    }

    /**
     * Prints the row of a scenario; returns whether everything held. After the end there are no further ones.
     *
     * @param broken what ended it early; empty if nothing did
     */
    synchronized boolean row(Scenario scenario, List<Findings> ordinary, List<Findings> abused, String broken) {
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
            print(scenario, ordinary, abused, wrong);
        } else {
            out.println("| " + scenario.name() + " | | | | | | | | | | | did not come to an end |");
        }
        wrong.forEach(fault -> faults.add(scenario.name() + ": " + fault));
        notPlayed.remove(scenario.name());
        played.add(scenario.name() + (wrong.isEmpty() ? "" : " (failed)"));
        out.flush();
        return wrong.isEmpty();
    }

    private void print(Scenario scenario, List<Findings> ordinary, List<Findings> abused, Set<String> wrong) {
        double before = median(ordinary, each -> each.during().deliveryMillisP99());
        double now = median(abused, each -> each.during().deliveryMillisP99());
        double history = abused.stream()
                .mapToDouble(each -> each.during().historyMillisMax())
                .max()
                .orElseThrow();
        if (now > Math.max(ALWAYS_FINE_MILLIS, before * TIMES_AS_LATE)) {
            wrong.add(String.format(
                    Locale.ROOT, "the others' p99 was %.1f ms, and %.1f beside honest clients", now, before));
        }
        if (history > HISTORY_MILLIS) {
            wrong.add(String.format(Locale.ROOT, "the others' history took %.0f ms", history));
        }
        Set<String> limits = new TreeSet<>();
        abused.forEach(each -> limits.addAll(each.reached().keySet()));
        Findings last = abused.get(abused.size() - 1);
        out.printf(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f | %.1f | %d of %d | %.0f | %d / %d / %d | %d / %d / %d | %d / %d / %d | %s |%n",
                scenario.name(),
                last.attackers(),
                median(ordinary, each -> each.during().deliveryMillisP50()),
                median(abused, each -> each.during().deliveryMillisP50()),
                before,
                now,
                abused.stream().mapToInt(each -> each.during().served()).sum(),
                abused.stream().mapToInt(each -> each.during().newcomers()).sum(),
                history,
                abused.get(0).before().residentKib() / KIB_OF_MIB,
                abused.stream()
                                .mapToLong(each -> each.peak().residentKib())
                                .max()
                                .orElseThrow()
                        / KIB_OF_MIB,
                last.after().residentKib() / KIB_OF_MIB,
                abused.get(0).before().threads(),
                abused.stream().mapToInt(each -> each.peak().threads()).max().orElseThrow(),
                last.after().threads(),
                abused.get(0).before().descriptors(),
                abused.stream()
                        .mapToInt(each -> each.peak().descriptors())
                        .max()
                        .orElseThrow(),
                last.after().descriptors(),
                String.join(", ", limits));
    }

    private static double median(List<Findings> of, ToDoubleFunction<Findings> value) {
        return of.stream().mapToDouble(value).sorted().toArray()[of.size() / 2];
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
