package dev.ringdown.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
    private static final UUID CUSTOMER = UUID.fromString("5013bc52-da9a-11ee-844f-2fa34248de28");

    @Test
    void aTopicIsWrittenAsFourSegments() {
        assertThat(new Topic(Scope.CUSTOMER, CUSTOMER, "call", "17"))
                .hasToString("customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:call:17");
        assertThat(new Topic(Scope.AGENT, CUSTOMER, "call", "Ab.c"))
                .hasToString("agent_id:5013bc52-da9a-11ee-844f-2fa34248de28:call:Ab.c");
    }

    @Test
    void aResourceIdThatIsAUuidIsKeptInLowerCase() {
        Topic topic = new Topic(Scope.CUSTOMER, CUSTOMER, "call", "74AC5405-7C70-4184-9388-1C9F8F8CE25F");

        assertThat(topic.resourceId()).isEqualTo("74ac5405-7c70-4184-9388-1c9f8f8ce25f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "Call", "a:b", "a b"})
    void aTopicHasAConcreteResource(String resource) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topic(Scope.CUSTOMER, CUSTOMER, resource, "17"))
                .withMessage("resource: " + resource + " (expected: 1 to 64 of a-z 0-9 _ -)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "a:b", "a b"})
    void aTopicHasAConcreteResourceId(String resourceId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Topic(Scope.CUSTOMER, CUSTOMER, "call", resourceId))
                .withMessage("resource id: " + resourceId + " (expected: 1 to 128 of A-Z a-z 0-9 _ - .)");
    }
}
