package dev.ringdown.bench.compare;

import java.util.List;

/** A comparison as tables in Markdown, one for each trial. */
public final class MarkdownTable {
    private static final double THOUSAND = 1e3;

    private MarkdownTable() {}

    public static String of(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        for (Trial trial : Trial.ALL) {
            List<Standing> standings = comparison.standings(trial);
            if (!standings.isEmpty()) {
                text.append("### ").append(trial.title()).append("\n\n");
                append(text, trial, standings);
                text.append('\n');
            }
        }
        appendDisturbed(text, comparison.outcomes());
        appendFaults(text, comparison.outcomes());
        return text.toString();
    }

    private static void append(StringBuilder text, Trial trial, List<Standing> standings) {
        if (trial.isFlatOut()) {
            row(
                    text,
                    "server",
                    "thousand deliveries/s",
                    "server CPU, s per million: user + system",
                    "server memory, MiB",
                    "generator's processor");
            row(text, "---", "---", "---", "---", "---");
            standings.forEach(standing -> row(
                    text,
                    standing.title(),
                    standing.spread(Measure.DELIVERIES_PER_SECOND).text(THOUSAND, 1),
                    perMillion(standing),
                    whole(standing, Measure.RSS_MEBIBYTES),
                    whole(standing, Measure.BENCH_PERCENT) + " %"));
        } else {
            row(text, "server", "p50, ms", "p99, ms", "backlog in the end, events", "server CPU", "server memory, MiB");
            row(text, "---", "---", "---", "---", "---", "---");
            standings.forEach(standing -> row(
                    text,
                    standing.title() + (standing.isBehind() ? ", falls behind" : ""),
                    standing.spread(Measure.P50_MILLIS).text(1, 1),
                    standing.spread(Measure.P99_MILLIS).text(1, 1),
                    standing.spread(Measure.BACKLOG_EVENTS).text(1, 0),
                    whole(standing, Measure.SERVER_PERCENT) + " %",
                    whole(standing, Measure.RSS_MEBIBYTES)));
        }
    }

    private static void row(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String perMillion(Standing standing) {
        return Spread.number(standing.median(Measure.USER_SECONDS_PER_MILLION), 2) + " + "
                + Spread.number(standing.median(Measure.SYSTEM_SECONDS_PER_MILLION), 2);
    }

    private static String whole(Standing standing, Measure measure) {
        return Spread.number(standing.median(measure), 0);
    }

    private static void appendDisturbed(StringBuilder text, List<Outcome> outcomes) {
        long disturbed = outcomes.stream().filter(Outcome::isDisturbed).count();
        if (disturbed > 0) {
            text.append("In ")
                    .append(disturbed)
                    .append(
                            " measurements others took more than a fifth of a processor: what they touch says little.\n\n");
        }
    }

    /** What was not as it should be; a sentence if nothing was. */
    private static void appendFaults(StringBuilder text, List<Outcome> outcomes) {
        List<Outcome> faulty =
                outcomes.stream().filter(outcome -> !outcome.isExact()).toList();
        if (faulty.isEmpty()) {
            text.append("In ")
                    .append(outcomes.size())
                    .append(" measurements nothing was lost, doubled or out of order.\n");
            return;
        }
        row(text, "server", "trial", "round", "lost", "doubled", "out of order", "refused", "closed", "first");
        row(text, "---", "---", "---", "---", "---", "---", "---", "---", "---");
        faulty.forEach(outcome -> row(
                text,
                outcome.title(),
                outcome.trial(),
                String.valueOf(outcome.round()),
                Spread.number(outcome.value(Measure.LOST), 0),
                Spread.number(outcome.value(Measure.DOUBLED), 0),
                Spread.number(outcome.value(Measure.DISORDERED), 0),
                Spread.number(outcome.value(Measure.REFUSED), 0),
                Spread.number(outcome.value(Measure.CLOSED), 0),
                outcome.story()));
    }
}
