package dev.ringdown.torture.load;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was counted of something that servers lived through. Immutable by the time that it is made. */
public record Outcome(String name, long clients, long begun, long acknowledged, long checked, Tally tally) {
    /** The table at the end: a row for each count, a column for each outcome. */
    public static void print(List<Outcome> outcomes, int violations, PrintWriter out) {
        out.printf("%n%-26s", "");
        outcomes.forEach(outcome -> out.printf("%14s", outcome.name));
        out.println();
        for (String name : outcomes.get(0).rows().keySet()) {
            out.printf("%-26s", name);
            outcomes.forEach(outcome -> out.printf("%,14d", outcome.rows().get(name)));
            out.println();
        }
        out.printf("%-26s%,14d%n", "violations", violations);
        out.flush();
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("events published", begun);
        rows.put("acknowledged", acknowledged);
        for (Tally.Count count : Tally.Count.values()) {
            rows.put(count.text(), tally.get(count));
        }
        rows.put("clients", clients);
        rows.put("deliveries checked", checked);
        return rows;
    }
}
