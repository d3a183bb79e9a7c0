package dev.ringdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Two classes each of which names the other. Immutable. */
record Pair(Class<?> one, Class<?> other) {
    @Override
    public String toString() {
        return one.getName() + " and " + other.getName();
    }

    /** Whether both are of a family that is sealed. */
    boolean isFamily() {
        return Stream.of(one, other)
                .flatMap(each -> Stream.concat(Stream.of(each), Arrays.stream(each.getInterfaces())))
                .anyMatch(
                        family -> family.isSealed() && family.isAssignableFrom(one) && family.isAssignableFrom(other));
    }

    /** Whether a comment says so, as in "It and its {@link Line} know each other: ...". */
    boolean saysWhy() {
        return saysWhy(one, other) || saysWhy(other, one);
    }

    private static boolean saysWhy(Class<?> in, Class<?> of) {
        String text = source(in).replaceAll("\\s+\\*?\\s*", " ");
        return Pattern.compile("[^.]*\\{@link " + of.getSimpleName() + "} know each other[:,]")
                .matcher(text)
                .find();
    }

    private static String source(Class<?> in) {
        Path file = Path.of(in.getName().replace('.', '/') + ".java");
        return Arrays.stream(Product.FOLDER.toFile().listFiles())
                .map(module ->
                        module.toPath().resolve(Path.of("src", "main", "java")).resolve(file))
                .filter(Files::exists)
                .map(Pair::read)
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
