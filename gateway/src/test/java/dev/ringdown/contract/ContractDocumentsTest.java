package dev.ringdown.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractDocumentsTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "src", "main", "resources", "dev", "ringdown", "contract");

    private final ContractDocuments contract = ContractDocuments.load();

    private static List<Path> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).map(FOLDER::relativize).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FOLDER, e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsAnsweredAsItIs(Path file) throws IOException {
        Answer answer = get("/v1.0/" + file, Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(Files.readAllBytes(FOLDER.resolve(file)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1.0/ws",
                "/asyncapi.yaml",
                "/v1.0/asyncapi.yaml/",
                "/v1.0/schemas/",
                "/v1.0/schemas/none.json",
                "/v1.0/schemas/../asyncapi.yaml",
                "/v1.0/ContractDocuments.class"
            })
    void nothingElseIsThere(String path) {
        assertThat(contract.cover(path)).isFalse();
    }

    @Test
    void theTypeSaysWhatItIs() {
        assertThat(get("/v1.0/asyncapi.yaml", Map.of()).contentType()).isEqualTo("application/yaml");
        assertThat(get("/v1.0/schemas/event.json", Map.of()).contentType()).isEqualTo("application/schema+json");
    }

    @Test
    void everyPageMayReadIt() {
        assertThat(get("/v1.0/openapi.yaml", Map.of()).headers()).containsEntry("Access-Control-Allow-Origin", "*");
    }

    @Test
    void whoHasItIsToldSo() {
        String tag = tagOf("/v1.0/openapi.yaml");

        assertThat(get("/v1.0/openapi.yaml", Map.of("if-none-match", tag)).status())
                .isEqualTo(304);
        assertThat(get("/v1.0/openapi.yaml", Map.of("if-none-match", "\"other\", W/" + tag))
                        .status())
                .isEqualTo(304);
        assertThat(get("/v1.0/openapi.yaml", Map.of("if-none-match", "*")).status())
                .isEqualTo(304);
    }

    @Test
    void whoHasAnotherGetsThisOne() {
        assertThat(get("/v1.0/openapi.yaml", Map.of("if-none-match", tagOf("/v1.0/asyncapi.yaml")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void itCanOnlyBeRead() {
        Answer answer = contract.answer(new Request("PUT", "/v1.0/openapi.yaml", "", Map.of(), new byte[0], 0));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
        assertThat(new String(answer.body(), UTF_8)).contains("method: PUT (expected: GET)");
    }

    private String tagOf(String path) {
        return get(path, Map.of()).headers().getOrDefault("ETag", "");
    }

    private Answer get(String path, Map<String, String> headers) {
        assertThat(contract.cover(path)).isTrue();
        return contract.answer(new Request("GET", path, "", headers, new byte[0], 0));
    }
}
