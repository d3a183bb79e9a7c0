package dev.ringdown.bench.peer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.bench.server.Ports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The folder with the peers' scripts, configurations and npm packages, and the programs of this machine. Immutable.
 *
 * @param path of the folder
 */
public record PeerFolder(Path path) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Where Debian keeps programs that not every user's PATH has. */
    private static final List<String> MORE_FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    Path file(String name) {
        return path.resolve(name);
    }

    /**
     * Copies a configuration, with names in {@code @} replaced.
     *
     * @param modules what {@code @MODULES@} stands for
     */
    Path configuration(String name, Path to, Ports ports, String modules) throws IOException {
        String text = Files.readString(file(name))
                .replace("@PUBLIC@", String.valueOf(ports.open().getPort()))
                .replace("@INTERNAL@", String.valueOf(ports.internal().getPort()))
                .replace("@FOLDER@", to.toString())
                .replace("@MODULES@", modules);
        return Files.writeString(to.resolve(name), text);
    }

    boolean hasNpm(String name) {
        return Files.isReadable(npm(name));
    }

    /** The version of an npm package. */
    String npmVersion(String name) throws IOException {
        try (JsonParser parser = JSON.createParser(npm(name).toFile())) {
            parser.nextToken();
            for (String member = parser.nextFieldName(); member != null; member = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (member.equals("version") && value == JsonToken.VALUE_STRING) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
        }
        throw new IOException("no version in " + npm(name));
    }

    private Path npm(String name) {
        return path.resolve("node_modules").resolve(name).resolve("package.json");
    }

    /** The path of a program, or its bare name if there is none. */
    static String program(String name) {
        String search = System.getenv().getOrDefault("PATH", "");
        for (String folder : List.of(search.split(":", -1))) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name).toString();
            }
        }
        return MORE_FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(name);
    }

    static boolean hasProgram(String name) {
        return !program(name).equals(name);
    }

    /** The upstream version of an installed Debian package, empty if it is not one of Debian's. */
    static String debianVersion(String name) throws IOException {
        Process process = new ProcessBuilder("dpkg-query", "-W", "-f", "${Version}", name)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(10, TimeUnit.SECONDS);
            // epoch:upstream+repackaged-revision
            return said.replaceFirst("^\\d+:", "").replaceFirst("[+-].*$", "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
