package dev.ringdown.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsAddedIsReadAgain() throws IOException {
        Outcome one = Outcomes.flatOut("uws", 1, 1_234_567.5);
        Outcome other = Outcomes.faulty("ws", Measure.LOST, 7, "closed: \"why\"");
        Path path = folder.resolve("results");

        new OutcomeFile(path).add(one);
        new OutcomeFile(path).add(other);

        assertThat(new OutcomeFile(path).read()).containsExactly(one, other);
    }

    @Test
    void aFileThatDoesNotExistHasNone() throws IOException {
        assertThat(new OutcomeFile(folder.resolve("nothing")).read()).isEmpty();
    }

    @Test
    void aLineThatIsNoOutcomeIsNamed() throws IOException {
        Path path = folder.resolve("results");
        Files.writeString(path, OutcomeFile.format(Outcomes.flatOut("uws", 1, 1)) + "\n[]\n");

        assertThatThrownBy(() -> new OutcomeFile(path).read())
                .hasMessage(path + ", line 2: no outcome (expected: a JSON object)");
    }

    @Test
    void membersOfAnotherVersionAreIgnored() throws IOException {
        Outcome outcome = OutcomeFile.parse("{\"trial\":\"rate-100\",\"peer\":\"ws\",\"other\":1,\"lost\":2}");

        assertThat(outcome.trial()).isEqualTo("rate-100");
        assertThat(outcome.value(Measure.LOST)).isEqualTo(2);
    }
}
