package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parent as an operator writes it. */
class ParentRuleTest {
    @Test
    void aParentHasAResourceItsIdsAndACondition() {
        assertThat(ParentRule.parse("webchat")).isEqualTo(new ParentRule("webchat", List.of(), null, null));
        assertThat(ParentRule.parse("queue:queue_id"))
                .isEqualTo(new ParentRule("queue", List.of("queue_id"), null, null));
        assertThat(ParentRule.parse("talk:chat_id|id"))
                .isEqualTo(new ParentRule("talk", List.of("chat_id", "id"), null, null));
        assertThat(ParentRule.parse("call:reference_id when reference_type=call"))
                .isEqualTo(new ParentRule("call", List.of("reference_id"), "reference_type", "call"));
        assertThat(ParentRule.parse("desk when kind=desk.v2"))
                .isEqualTo(new ParentRule("desk", List.of(), "kind", "desk.v2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "webchat",
                "queue:queue_id",
                "talk:chat_id|id",
                "call:reference_id when reference_type=call",
                "desk when kind=desk.v2"
            })
    void itIsWrittenAsItIsRead(String text) {
        assertThat(ParentRule.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Queue",
                "queue:",
                "queue:|id",
                "queue:id|",
                "queue:a b",
                "queue when kind",
                "queue when =call",
                "queue:id when kind=call and more"
            })
    void anythingElseIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ParentRule.parse(text))
                .withMessage("parent: " + text + " (expected: " + ParentRule.FORM + ")");
    }

    @Test
    void itLooksAtItsIdsAndAtWhatItsConditionNames() {
        assertThat(ParentRule.parse("talk:chat_id|id").fields()).containsExactly("chat_id", "id");
        assertThat(ParentRule.parse("call:reference_id when reference_type=call")
                        .fields())
                .containsExactly("reference_id", "reference_type");
    }

    @Test
    void itsResourceIsOneThatATopicMayHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParentRule("Queue", List.of(), null, null))
                .withMessage("parent: Queue (expected: a resource of a-z 0-9 _ -)");
    }
}
