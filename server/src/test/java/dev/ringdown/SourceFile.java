package dev.ringdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A file that the product is written in, by its path from the root. Immutable. */
record SourceFile(Path path, int lines) {
    /** All of Java and JavaScript; what is tests is not the product, nor is a module that is made of them. */
    static List<SourceFile> all() {
        Path client = Path.of("client-js");
        Stream<Path> modules = Arrays.stream(Product.FOLDER.toFile().list())
                .filter(module -> !module.equals("log-contract"))
                .map(module -> Path.of(module, "src", "main"));
        return Stream.concat(modules, Stream.of(client.resolve("src"), client.resolve("wallboard")))
                .filter(folder -> Files.isDirectory(Product.FOLDER.resolve(folder)))
                .flatMap(SourceFile::in)
                .toList();
    }

    private static Stream<SourceFile> in(Path folder) {
        try (Stream<Path> files = Files.walk(Product.FOLDER.resolve(folder))) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".js"))
                    .map(SourceFile::read)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(Path file) {
        try {
            return new SourceFile(
                    Product.FOLDER.relativize(file), Files.readAllLines(file).size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isJava() {
        return path.toString().endsWith(".java");
    }

    @Override
    public String toString() {
        return path + ": " + lines + " lines";
    }
}
