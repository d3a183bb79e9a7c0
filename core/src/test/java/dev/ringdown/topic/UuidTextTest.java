package dev.ringdown.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UuidTextTest {
    @Property
    void everyUuidIsReadFromItsTextInEitherCase(@ForAll long most, @ForAll long least) {
        UUID uuid = new UUID(most, least);

        assertThat(UuidText.parse(uuid.toString())).isEqualTo(uuid);
        assertThat(UuidText.parse(uuid.toString().toUpperCase(Locale.ROOT))).isEqualTo(uuid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "5013bc52-da9a-11ee-844f-2fa34248de2",
                "5013bc52-da9a-11ee-844f-2fa34248de280",
                "5013bc52-da9a-11ee-844f02fa34248de28",
                "5013bc52-da9a-11ee-844f-2fa3-248de28",
                "\u0665013bc52-da9a-11ee-844f-2fa34248de2"
            })
    void nothingButTheOneSpellingIsRead(String text) {
        assertThat(UuidText.parse(text)).isNull();
    }

    @Test
    void theUuidOfZerosIsAUuidButNotPresent() {
        assertThat(UuidText.parse("00000000-0000-0000-0000-000000000000")).isEqualTo(UuidText.NONE);
        assertThat(UuidText.parsePresent("00000000-0000-0000-0000-000000000000"))
                .isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "none"})
    void whatIsMissingOrNoUuidIsNotPresent(String text) {
        assertThat(UuidText.parsePresent(text)).isNull();
    }
}
