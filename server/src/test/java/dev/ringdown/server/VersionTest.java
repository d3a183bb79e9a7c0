package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** There is one place that says which version this is: the pom. */
class VersionTest {
    private static final Path POM = Path.of(System.getProperty("basedir", "."), "..", "pom.xml");

    private final Version version = Version.ofThisBuild();

    @Test
    void itIsWhatThePomSays() throws IOException {
        assertThat(Files.readString(POM)).contains("<artifactId>ringdown</artifactId>\n  <version>" + version.number());
        assertThat(version.commit()).matches("unknown|[0-9a-f]{12}\\+?");
    }

    @Test
    void itIsToldWithTheJavaThatRunsIt() {
        assertThat(new Version("1.2.3", "0123456789ab"))
                .hasToString("ringdown 1.2.3 (commit 0123456789ab, Java " + System.getProperty("java.version") + ")");
    }

    @Test
    void itIsAmongTheMetrics() {
        PrometheusMeterRegistry registry = ProcessMetrics.registry();

        assertThat(registry.scrape().lines()).contains("ringdown_build_info{version=\"" + version.number() + "\"} 1");

        registry.close();
    }
}
