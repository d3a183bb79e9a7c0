package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who starts the gateway without {@code ./run} copies the line of operating.md: it has what {@code ./run} has. */
class JvmSwitchesTest {
    private static final Pattern SWITCH = Pattern.compile("(?<=\\s)-(?:-[a-z]|X|Dio)[^\\s\\\\]*");

    @Test
    void theLineOfTheDocumentHasTheSwitchesOfTheScript() throws IOException {
        String script = part("run", "JVM_FLAGS=(", "\n)").replaceAll("#[^\n]*", "");
        String document = part("docs/operating.md", "    java -XX:", "-cp 'lib/*'");

        assertThat(switches(document)).containsExactlyInAnyOrderElementsOf(switches(script));
        assertThat(switches(script)).contains("-Xmx1g", "-XX:G1PeriodicGCInterval=15000");
    }

    private static String part(String file, String from, String to) throws IOException {
        String text = Files.readString(Project.ROOT.resolve(file));
        int begin = text.indexOf(from);
        return text.substring(begin, text.indexOf(to, begin));
    }

    private static List<String> switches(String text) {
        return SWITCH.matcher(text).results().map(found -> found.group()).toList();
    }
}
