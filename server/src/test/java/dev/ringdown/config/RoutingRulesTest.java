package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.RoutingRule;
import dev.ringdown.event.RoutingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingRulesTest {
    private static final String RULES = "[{ types = \"fax_*\", resource = document, id = [document_id, id] }]";
    private static final RoutingRule FAX = new RoutingRule("fax_*", "document", List.of("document_id", "id"));

    @TempDir
    Path folder = Path.of("");

    @Test
    void theDefaultIsVoipbins() {
        assertThat(new Reading().tree().routing()).isEqualTo(RoutingTable.VOIPBIN);
    }

    @Test
    void aFileReplacesItAsAWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("r.conf"), "routing = " + RULES);

        assertThat(new Reading().file(file).tree().routing()).containsExactly(FAX);
    }

    @Test
    void theEnvironmentAndTheCommandLineMayToo() {
        assertThat(new Reading().variable("RINGDOWN_ROUTING", RULES).tree().routing())
                .containsExactly(FAX);
        assertThat(new Reading().set("routing=" + RULES).tree().routing()).containsExactly(FAX);
    }

    @Test
    void noRulesAreRulesToo() {
        assertThat(new Reading().set("routing=[]").tree().routing()).isEmpty();
    }
}
