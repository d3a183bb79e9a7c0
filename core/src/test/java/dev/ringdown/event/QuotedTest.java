package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void aValueOf128CharactersIsShownWhole() {
        assertThat(Quoted.of("v".repeat(128))).isEqualTo("v".repeat(128));
    }

    @Test
    void aLongerValueIsCutWithAMark() {
        assertThat(Quoted.of("v".repeat(129))).isEqualTo("v".repeat(128) + "…");
    }

    @Test
    void aCharacterOfTwoHalvesIsNotCutInHalf() {
        assertThat(Quoted.of("v".repeat(127) + "😀")).isEqualTo("v".repeat(127) + "…");
        assertThat(Quoted.of("v".repeat(126) + "😀v")).isEqualTo("v".repeat(126) + "😀…");
    }
}
