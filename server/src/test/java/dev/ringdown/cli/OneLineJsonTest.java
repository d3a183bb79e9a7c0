package dev.ringdown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineJsonTest {

    @Test
    void lineBreaksBetweenTokensBecomeOneSpace() {
        String json = "{\r\n\t\"b\": 1,\n\n  \"a\" : [\n1 ,\r2\n]\n}";

        String line = OneLineJson.of(json);

        assertThat(line).isEqualTo("{ \"b\": 1, \"a\" : [ 1 , 2 ] }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.10,\"b\":1e400,\"c\":-0,\"d\":123456789012345678901234567890,\"a\":2}",
                "{\"text\":\"two  spaces, \\n escaped\\\\\"}",
                "{\"quote\":\"\\\"  \\\\\\\"  \",\"slash\":\"\\/\",\"e\":\"\\u00e9\"}",
                "{ \"spaced\" :\t[ 1,  2 ] }",
                "\"\u2028 is no line break here\""
            })
    void whatIsOnOneLineAlreadyStaysByteForByte(String json) {
        assertThat(OneLineJson.of(json)).isEqualTo(json);
    }

    @Test
    void anEscapedQuoteDoesNotEndAString() {
        String json = "{\"a\":\"\\\"\",\n\"b\":\"\\\\\",\n\"c\":\"x\"}";

        String line = OneLineJson.of(json);

        assertThat(line).isEqualTo("{\"a\":\"\\\"\", \"b\":\"\\\\\", \"c\":\"x\"}");
    }

    @Test
    void onATerminalRawControlsInStringsBecomeTheirJsonEscape() {
        String json = "{\"a\":\"\u009b31m\u007f\u202e日😀\"}";

        String line = OneLineJson.forTerminal(json);

        assertThat(line).isEqualTo("{\"a\":\"\\u009b31m\\u007f\\u202e日😀\"}");
    }

    @Test
    void inAPipeRawCharactersStayAsTheyCame() {
        String json = "{\"a\":\"\u009b31m\u007f\u202e日😀\"}";

        assertThat(OneLineJson.of(json)).isEqualTo(json);
    }
}
