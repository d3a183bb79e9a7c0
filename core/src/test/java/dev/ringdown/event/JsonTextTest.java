package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void aCharacterIsWrittenAsJacksonWritesItWhereverItStands() {
        for (int length = 1; length <= 18; length++) {
            for (int place = 0; place < length; place++) {
                for (char c = 0; c < 0x180; c++) {
                    String text = "a".repeat(place) + c + "~".repeat(length - place - 1);

                    assertThat(JsonText.of(text))
                            .as("U+%04X at %d of %d", (int) c, place, length)
                            .isEqualTo(JsonStringEncoder.getInstance().quoteAsUTF8(text));
                }
            }
        }
    }

    @Test
    void textBeyondTheBasicPlaneIsWritten() {
        assertThat(JsonText.of("say \"\uD83D\uDE00\" twice"))
                .isEqualTo(JsonStringEncoder.getInstance().quoteAsUTF8("say \"\uD83D\uDE00\" twice"));
    }
}
