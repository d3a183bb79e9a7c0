package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventShapeTest {
    @ParameterizedTest
    @EnumSource
    void aShapeIsNamedByItsWord(EventShape shape) {
        assertThat(EventShape.parse(shape.text())).isEqualTo(shape);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CloudEvents", "RESOURCE", "bare", " resource"})
    void anyOtherWordIsNone(String word) {
        assertThat(EventShape.parse(word)).isNull();
    }

    @Test
    void theWordsAreThoseOfTheProtocol() {
        assertThat(EventShape.values())
                .extracting(EventShape::text)
                .containsExactly("cloudevents", "envelope", "resource");
    }
}
