package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.NamedTests;
import dev.ringdown.tests.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/migrating-from-voipbin.md names tests that there are. */
class MigrationTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\|([^|]+)\\|$");

    private static List<MatchResult> rows() throws IOException {
        String page = Files.readString(Project.ROOT.resolve("docs/migrating-from-voipbin.md"));
        return ROW.matcher(page).results().toList();
    }

    @Test
    void itsRowsAreNumberedThrough() throws IOException {
        List<MatchResult> rows = rows();

        assertThat(rows).hasSizeGreaterThan(36);
        assertThat(rows)
                .extracting(row -> Integer.parseInt(row.group(1)))
                .isEqualTo(Stream.iterate(1, n -> n + 1).limit(rows.size()).toList());
    }

    @Test
    void everyRowNamesATestThatThereIsOrSaysThatThereIsNone() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.group(2))
                        .satisfiesAnyOf(cell -> assertThat(cell.strip()).isEqualTo("none"), NamedTests::assertIn));
    }
}
