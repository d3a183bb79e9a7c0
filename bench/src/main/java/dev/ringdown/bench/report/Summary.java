package dev.ringdown.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Numbers in groups, in the order in which they were added. Confined to one thread. */
public final class Summary {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double MEBIBYTE = 1024.0 * 1024;

    private record Row(String name, double value, Unit unit) {
        String number() {
            return String.format(Locale.ROOT, "%,." + unit.decimals() + "f", value);
        }

        String key() {
            return name.replace(' ', '_').replace('.', '_') + unit.suffix();
        }
    }

    private final String workload;
    private final Map<String, List<Row>> groups = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private boolean exact = true;

    public Summary(String workload) {
        this.workload = workload;
    }

    public void add(String group, String name, double value, Unit unit) {
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(new Row(name, value, unit));
    }

    /** Adds bytes, as MiB. */
    public void addMemory(String group, String name, double bytes) {
        add(group, name, bytes / MEBIBYTE, Unit.MEBIBYTES);
    }

    /** Adds percentiles of nanoseconds, if there are any. */
    public void addLatency(String group, Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return;
        }
        for (String percentile : List.of("50", "90", "99", "99.9")) {
            addMillis(group, "p" + percentile, nanos.getValueAtPercentile(Double.parseDouble(percentile)));
        }
        addMillis(group, "max", nanos.getMaxValue());
    }

    private void addMillis(String group, String name, long nanos) {
        add(group, name, nanos / 1e6, Unit.MILLISECONDS);
    }

    /** Adds a sentence. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** Something was lost, doubled, out of order or refused. */
    public void notExact() {
        exact = false;
    }

    public boolean isExact() {
        return exact;
    }

    /** For people: a number a line, units below units. */
    public void print(PrintWriter out) {
        int nameWidth = 0;
        int numberWidth = 0;
        int groupWidth = 0;
        for (Map.Entry<String, List<Row>> group : groups.entrySet()) {
            groupWidth = Math.max(groupWidth, group.getKey().length());
            for (Row row : group.getValue()) {
                nameWidth = Math.max(nameWidth, row.name().length());
                numberWidth = Math.max(numberWidth, row.number().length());
            }
        }
        String format = "  %-" + groupWidth + "s  %-" + nameWidth + "s  %" + numberWidth + "s %s%n";
        for (Map.Entry<String, List<Row>> group : groups.entrySet()) {
            String heading = group.getKey();
            for (Row row : group.getValue()) {
                out.printf(
                        Locale.ROOT,
                        format,
                        heading,
                        row.name(),
                        row.number(),
                        row.unit().symbol());
                heading = "";
            }
        }
        notes.forEach(note -> out.println("  " + note));
        out.println(exact ? "  exact: nothing lost, doubled or out of order" : "  NOT EXACT");
        out.flush();
    }

    /** For machines: an object with an object for each group. */
    public void writeJson(Writer to) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(to)) {
            json.writeStartObject();
            json.writeStringField("workload", workload);
            json.writeBooleanField("exact", exact);
            for (Map.Entry<String, List<Row>> group : groups.entrySet()) {
                json.writeObjectFieldStart(group.getKey().replace(' ', '_'));
                for (Row row : group.getValue()) {
                    json.writeNumberField(row.key(), rounded(row.value()));
                }
                json.writeEndObject();
            }
            json.writeArrayFieldStart("notes");
            for (String note : notes) {
                json.writeString(note);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
