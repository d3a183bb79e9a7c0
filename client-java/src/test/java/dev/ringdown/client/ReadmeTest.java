package dev.ringdown.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every program of the README is compiled as it stands there. */
class ReadmeTest {
    private static final Pattern PROGRAM = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    /** What the text around a program has introduced; what it declares itself hides these. */
    private static final String INTRODUCED = """
            import dev.ringdown.client.*;
            import java.util.concurrent.Flow;
            import java.util.concurrent.atomic.AtomicReference;

            abstract class Program {
                ConnectOptions options;
                Connection connection;
                abstract String freshToken();
                abstract void handle(Event event);
                abstract String stored();
                abstract void store(String position);

                void run() throws InterruptedException {
            """;

    @TempDir
    private Path folder = Path.of("");

    private static Stream<String> programs() throws IOException {
        return PROGRAM.matcher(Files.readString(Path.of("README.md"))).results().map(found -> found.group(1));
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(programs()).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest(name = "program {index}")
    @MethodSource("programs")
    void itCompiles(String program) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-Xlint:all,-classfile,-path",
                "-Werror");

        boolean good = compiler.getTask(said, null, null, options, null, List.of(source(program)))
                .call();

        assertThat(good).as("%s\n%s", program, said).isTrue();
    }

    private static JavaFileObject source(String program) {
        String text = INTRODUCED + program + "    }\n}\n";
        return new SimpleJavaFileObject(URI.create("string:///Program.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
