package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.ParentRule;
import dev.ringdown.event.RoutingRule;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.topic.TypePattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingRulesTest {
    private static final String RULES = "[{ types = \"fax_*\", resource = document, id = [document_id, id] }]";
    private static final RoutingRule FAX = new RoutingRule(
            List.of(new TypePattern("fax_*")), "document", List.of("document_id", "id"), List.of(), false, false);

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
    void aRuleSaysWhatItHasToSayAndNoMore() {
        String rules = "[{ types = [\"faxpage_*\", \"faxmark_*\"], parents = [\"fax:fax_id|id\", \"desk\", "
                + "\"call:reference_id when reference_type=call\"], moment = true, direct = true },"
                + "{ types = \"fax.out_*\", resource = fax }]";

        assertThat(new Reading().set("routing=" + rules).tree().routing())
                .containsExactly(
                        new RoutingRule(
                                List.of(new TypePattern("faxpage_*"), new TypePattern("faxmark_*")),
                                null,
                                List.of(),
                                List.of(
                                        new ParentRule("fax", List.of("fax_id", "id"), null, null),
                                        new ParentRule("desk", List.of(), null, null),
                                        new ParentRule("call", List.of("reference_id"), "reference_type", "call")),
                                true,
                                true),
                        new RoutingRule(
                                List.of(new TypePattern("fax.out_*")), "fax", List.of("id"), List.of(), false, false));
    }

    @Test
    void noRulesAreRulesToo() {
        assertThat(new Reading().set("routing=[]").tree().routing()).isEmpty();
    }
}
