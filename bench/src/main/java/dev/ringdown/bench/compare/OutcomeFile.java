package dev.ringdown.bench.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A file with an outcome a line, as JSON, so that a comparison may be run in parts. Used by the main thread. */
public final class OutcomeFile {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path path;

    public OutcomeFile(Path path) {
        this.path = path;
    }

    /** All that it has; none if it does not exist. */
    public List<Outcome> read() throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        if (Files.exists(path)) {
            int number = 0;
            for (String line : Files.readAllLines(path)) {
                number++;
                try {
                    outcomes.add(parse(line));
                } catch (IOException e) {
                    throw new IOException(path + ", line " + number + ": " + e.getMessage(), e);
                }
            }
        }
        return outcomes;
    }

    public void add(Outcome outcome) throws IOException {
        Files.writeString(
                path,
                format(outcome) + '\n',
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    static String format(Outcome outcome) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("trial", outcome.trial());
            json.writeStringField("peer", outcome.peer());
            json.writeStringField("title", outcome.title());
            json.writeNumberField("round", outcome.round());
            for (Map.Entry<Measure, Double> value : outcome.values().entrySet()) {
                json.writeNumberField(value.getKey().key(), rounded(value.getValue()));
            }
            json.writeStringField("story", outcome.story());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    static Outcome parse(String line) throws IOException {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        String trial = "";
        String peer = "";
        String title = "";
        int round = 0;
        String story = "";
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no outcome (expected: a JSON object)");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "trial" -> trial = json.getText();
                    case "peer" -> peer = json.getText();
                    case "title" -> title = json.getText();
                    case "round" -> round = json.getIntValue();
                    case "story" -> story = json.getText();
                    default -> {
                        for (Measure measure : Measure.values()) {
                            if (measure.key().equals(name)) {
                                values.put(measure, json.getDoubleValue());
                            }
                        }
                    }
                }
            }
        }
        return new Outcome(trial, peer, title, round, values, story);
    }
}
