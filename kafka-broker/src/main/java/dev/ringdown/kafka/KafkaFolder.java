package dev.ringdown.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What one broker has on the disk: its settings, its records, what it prints; and Kafka's jars. Immutable. */
final class KafkaFolder {
    private final Path folder;
    private final Path libraries;

    private KafkaFolder(Path folder, Path libraries) {
        this.folder = folder;
        this.libraries = libraries;
    }

    /**
     * Makes the folder of a new broker.
     *
     * @param settings lines of {@code server.properties}, without where its records are
     * @param about what Kafka's tool is told besides, such as the identity of the cluster
     */
    static KafkaFolder make(Path folder, Path libraries, List<String> settings, List<String> about)
            throws IOException, InterruptedException {
        KafkaFolder made = new KafkaFolder(folder, libraries);
        Files.createDirectories(folder);
        List<String> all = new ArrayList<>(settings);
        all.add("log.dirs=" + folder.resolve("records"));
        Files.write(made.properties(), all);
        List<String> format = new ArrayList<>(made.java("-Xmx128m", "-XX:+UseSerialGC"));
        format.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "kafka.tools.StorageTool",
                "format",
                "--ignore-formatted",
                "--config",
                made.properties().toString()));
        format.addAll(about);
        Process formatting = new ProcessBuilder(format)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("format.log").toFile())
                .start();
        if (formatting.waitFor() != 0) {
            throw new IOException("cannot make the folder of a broker; see " + folder.resolve("format.log"));
        }
        return made;
    }

    Path properties() {
        return folder.resolve("server.properties");
    }

    /** Where everything goes that it prints. */
    Path output() {
        return folder.resolve("output.log");
    }

    /** The beginning of a command line, up to the class. */
    List<String> java(String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                libraries.resolve("*").toString()));
        return command;
    }
}
