package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The archive that {@code ./run dist} makes of the product as it was built; the next one takes its place. Immutable. */
public record Archive(Path file) {
    /**
     * Makes it, as whoever has this mask for the modes of new files.
     *
     * @param environment variables beside those of the tests
     */
    public static Archive make(String umask, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(RunProcess.onThisJdk());
        variables.put("AS_BUILT", "1"); // else it would compile anew what these tests run on
        variables.putAll(environment);
        List<String> command = List.of("sh", "-c", "umask " + umask + " && exec ./run dist");
        try (RunProcess dist = RunProcess.start(command, variables)) {
            RunProcess.Result result = dist.awaitEnd(Patience.COLD_START);
            assertThat(result.exitCode()).as(result.err()).isZero();
            return new Archive(
                    Path.of(result.out().lines().reduce((before, last) -> last).orElseThrow()));
        }
    }

    /** Unpacks it, and gives the folder that has its {@code bin}. */
    public Path unpackIn(Path folder) {
        try (RunProcess tar = RunProcess.start(
                List.of("tar", "--extract", "--gzip", "--file", file.toString(), "--directory", folder.toString()),
                Map.of())) {
            RunProcess.Result result = tar.awaitEnd();
            assertThat(result.exitCode()).as(result.err()).isZero();
        }
        return folder.resolve(file.getFileName().toString().replaceFirst("\\.tar\\.gz$", ""));
    }

    /** Of it and of all that was made beside it: the SHA-256 by the name. */
    public Map<String, String> digests() {
        try (Stream<Path> made = Files.list(file.getParent())) {
            Map<String, String> digests = new TreeMap<>();
            for (Path each : made.toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(each));
                digests.put(each.getFileName().toString(), HexFormat.of().formatHex(digest));
            }
            return digests;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what was made beside " + file, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is there in every JDK", e);
        }
    }
}
