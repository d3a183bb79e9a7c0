package dev.ringdown.event;

import static dev.ringdown.event.Decoding.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventTextTest {
    private final byte[] text = bytes("abcdef");

    @Test
    void aWholeTextIsItself() {
        EventText whole = EventText.of(text);

        assertThat(whole.length()).isEqualTo(6);
        assertThat(whole.bytes()).isSameAs(text);
    }

    @Test
    void aStretchIsFromItsFirstByteToBeforeItsEnd() {
        EventText stretch = EventText.of(text, 2, 5);

        assertThat(stretch.length()).isEqualTo(3);
        assertThat(stretch.from()).isEqualTo(2);
        assertThat(stretch.bodyLength()).isEqualTo(3);
        assertThat(stretch.bytes()).isEqualTo(bytes("cde"));
    }

    @Test
    void whatStandsInFrontCountsToo() {
        EventText behind = EventText.of(text, 2, 5).behind(bytes("XY"));

        assertThat(behind.length()).isEqualTo(5);
        assertThat(behind.bytes()).isEqualTo(bytes("XYcde"));
    }
}
