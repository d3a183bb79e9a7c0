package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.NamedTests;
import dev.ringdown.tests.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each threat of docs/threat-model.md has a test that there is. */
class ThreatModelTest {
    private static final Pattern BOUNDARY = Pattern.compile("(?ms)^## (\\d)\\. .*?(?=^## )");
    private static final Pattern THREAT = Pattern.compile("(?m)^\\| (?!threat |---)[^|]+\\|[^|]+\\|([^|]+)\\|$");

    @Test
    void everyThreatOfEveryBoundaryNamesTestsThatThereAre() throws IOException {
        String page = Files.readString(Project.ROOT.resolve("docs/threat-model.md"));
        List<MatchResult> boundaries = BOUNDARY.matcher(page).results().toList();

        assertThat(boundaries)
                .extracting(boundary -> boundary.group(1))
                .containsExactly("1", "2", "3", "4", "5", "6", "7");
        assertThat(boundaries).allSatisfy(boundary -> {
            List<MatchResult> threats =
                    THREAT.matcher(boundary.group()).results().toList();
            assertThat(threats).hasSizeGreaterThan(1);
            threats.forEach(threat -> NamedTests.assertIn(threat.group(1)));
        });
    }
}
