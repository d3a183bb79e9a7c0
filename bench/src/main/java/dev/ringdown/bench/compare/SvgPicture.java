package dev.ringdown.bench.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A comparison as bars, a panel for each trial; a thin line goes from the least to the most. Confined to one thread. */
public final class SvgPicture {
    private static final int WIDTH = 860;
    private static final int BAR_LEFT = 220;
    private static final int BAR_MOST = 430;
    private static final int MARGIN = 16;
    private static final int LINE = 26;
    private static final int BAR = 16;
    private static final int PANEL_GAP = 22;
    private static final double THOUSAND = 1e3;
    private static final String OURS = "ringdown";

    private final StringBuilder shapes = new StringBuilder();
    private int top = MARGIN;

    private SvgPicture() {}

    /** @param caption what was measured where, in a line */
    public static String of(Comparison comparison, String caption) {
        SvgPicture picture = new SvgPicture();
        for (Trial trial : Trial.ALL) {
            List<Standing> standings = comparison.standings(trial);
            if (!standings.isEmpty()) {
                picture.panel(trial, standings);
            }
        }
        picture.top += LINE / 2;
        picture.text(MARGIN, picture.top, "note", caption);
        return picture.document();
    }

    private String document() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>Ringdown and other servers compared</title>
                <style>
                text { font: 13px system-ui, sans-serif; fill: #24292f }
                .title { font-weight: 600 }
                .note { font-size: 12px; fill: #57606a }
                .bar { fill: #9aa4af }
                .ours { fill: #1f6feb }
                .behind { fill: #e5e8eb }
                .range { stroke: #24292f; stroke-width: 1.5 }
                </style>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                %3$s</svg>
                """.formatted(WIDTH, top + MARGIN, shapes);
    }

    private void panel(Trial trial, List<Standing> standings) {
        Measure measure = trial.isFlatOut() ? Measure.DELIVERIES_PER_SECOND : Measure.P99_MILLIS;
        String unit = trial.isFlatOut() ? "thousand deliveries/s, more is better" : "p99 in ms, less is better";
        top += BAR;
        text(MARGIN, top, "title", trial.title() + ": " + unit);
        top += BAR / 2;
        double most = standings.stream()
                .filter(standing -> !standing.isBehind())
                .mapToDouble(standing -> standing.spread(measure).most())
                .max()
                .orElse(1);
        Comparator<Standing> best = Comparator.comparing(Standing::isBehind)
                .thenComparing(standing -> trial.isFlatOut() ? -standing.median(measure) : standing.median(measure));
        standings.stream().sorted(best).forEach(standing -> bar(standing, standing.spread(measure), most));
        top += PANEL_GAP;
    }

    private void bar(Standing standing, Spread spread, double most) {
        int middle = top + BAR / 2 + 4;
        text(MARGIN, middle, "label", standing.title());
        if (standing.isBehind()) {
            rect("behind", BAR_MOST);
            text(
                    BAR_LEFT + 8,
                    middle,
                    "note",
                    "falls behind: " + standing.spread(Measure.BACKLOG_EVENTS).text(1, 0)
                            + " events to deliver in the end");
        } else {
            double scale = BAR_MOST / most;
            rect(standing.peer().equals(OURS) ? "bar ours" : "bar", spread.median() * scale);
            shapes.append(String.format(
                    Locale.ROOT,
                    "<line class=\"range\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
                    BAR_LEFT + spread.least() * scale,
                    BAR_LEFT + spread.most() * scale,
                    top + BAR / 2,
                    top + BAR / 2));
            String numbers = standing.trial().isFlatOut() ? spread.text(THOUSAND, 1) : spread.text(1, 1);
            text(BAR_LEFT + BAR_MOST + 10, middle, "value", numbers);
        }
        top += LINE;
    }

    private void rect(String kind, double width) {
        shapes.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                kind,
                BAR_LEFT,
                top,
                Math.max(1, width),
                BAR));
    }

    private void text(int x, int y, String kind, String words) {
        shapes.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", kind, x, y, escaped(words)));
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
