package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contract for machines: its files, and whether a message keeps to its schemas. The clients of the tests ask it about
 * everything that they send and get. Thread-safe.
 */
public final class Contract {
    /** Where {@code asyncapi.yaml}, {@code openapi.yaml} and the schemas are in the working tree. */
    public static final Path FOLDER = Project.ROOT.resolve("gateway/src/main/resources/dev/ringdown/contract");

    private static final Set<String> CLIENT_SCHEMAS = Set.copyOf(listedIn("client-message"));
    private static final Set<String> SERVER_SCHEMAS = Set.copyOf(listedIn("server-message"));

    /** Nobody serves them there: the registry reads every file of it from the working tree. */
    private static final String BASE = "https://ringdown.invalid/v1.0/schemas/";

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(Contract::read)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Contract() {}

    private static @Nullable String read(String address) {
        return address.startsWith(BASE) ? text("schemas/" + address.substring(BASE.length())) : null;
    }

    /** The text of a file of the contract. */
    public static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " of the contract", e);
        }
    }

    /** The names of the schemas, such as {@code subscribe}. */
    public static List<String> schemas() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("schemas"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the schemas of the contract", e);
        }
    }

    /** What the schema of this name has against the value; empty if it has nothing. */
    public static List<String> faults(String schema, JsonNode value) {
        return faultsOf(
                SCHEMAS.computeIfAbsent(schema, name -> REGISTRY.getSchema(SchemaLocation.of(BASE + name + ".json"))),
                value);
    }

    /** What JSON Schema has against a schema. */
    public static List<String> metaFaults(JsonNode schema) {
        return faultsOf(REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema")), schema);
    }

    private static List<String> faultsOf(Schema schema, JsonNode value) {
        return schema.validate(value).stream().map(Error::toString).toList();
    }

    /** The value must be as the schema of this name has it. */
    public static void assertKept(String schema, JsonNode value) {
        assertThat(faults(schema, value))
                .as("what schemas/%s.json has against %s", schema, value)
                .isEmpty();
    }

    /** A client that keeps to the contract may say this. */
    static void assertClientMessage(String text) {
        assertThat(clientFaults(text))
                .as("what the contract has against sending %s", text)
                .isEmpty();
    }

    /** A client that keeps to the contract never says this. */
    static void assertNoClientMessage(String text) {
        assertThat(clientFaults(text))
                .as("what the contract has against sending %s", text)
                .isNotEmpty();
    }

    private static List<String> clientFaults(String text) {
        JsonNode message;
        try {
            message = Json.read(text);
        } catch (JsonProcessingException e) {
            return List.of(e.getOriginalMessage());
        }
        String type = message.path("type").asText();
        return CLIENT_SCHEMAS.contains(type) ? faults(type, message) : List.of("type: " + type);
    }

    /** The server may say this. */
    public static void assertServerMessage(String text) {
        JsonNode message = Json.parse(text);
        String type = message.path("type").asText();
        String schema = type.contains("_") ? "event" : type;
        assertThat(SERVER_SCHEMAS)
                .as("schemas of what a server says, %s", message)
                .contains(schema);
        assertKept(schema, message);
    }

    /** The schemas that a schema is made of. */
    public static List<String> listedIn(String union) {
        return Json.parse(text("schemas/" + union + ".json")).path("oneOf").findValuesAsText("$ref").stream()
                .map(file -> file.replaceFirst("\\.json$", ""))
                .toList();
    }

    /** An answer of the internal port to a publisher, whatever it is. */
    static void assertPublishAnswer(HttpAnswer answer) {
        switch (String.valueOf(answer.header("content-type"))) {
            case "application/problem+json" -> assertKept("problem", answer.json());
            case "application/x-ndjson" ->
                answer.body()
                        .lines()
                        .map(Json::parse)
                        .forEach(line -> assertKept(line.has("line") ? "line-refusal" : "acknowledgement", line));
            default -> {
                if (answer.json().isArray()) {
                    answer.json().forEach(place -> assertKept("acknowledgement", place));
                } else {
                    assertKept("acknowledgement", answer.json());
                }
            }
        }
    }
}
