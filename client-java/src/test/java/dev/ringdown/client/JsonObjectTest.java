package dev.ringdown.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    @Test
    void membersAreReadAsTheyAreAskedForAndDataStaysAsItCame() {
        JsonObject object = JsonObject.parse("""
                 { "t" : "a\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00", "n":-12, "yes":true, "no": false, "nothing":null,
                   "texts":["a", "b"], "objects":[{"x":"1"},{ }], "data":{"a": [1, 2.50e-1, {}],"a":[]} }
                """);

        assertThat(object.text("t")).isEqualTo("a\"\\/\b\f\n\r\té😀");
        assertThat(object.integer("n")).isEqualTo(-12);
        assertThat(object.flagOrNull("yes")).isTrue();
        assertThat(object.flagOrNull("no")).isFalse();
        assertThat(object.flagOrNull("nothing")).isNull();
        assertThat(object.integerOrNull("missing")).isNull();
        assertThat(object.textOrNull("nothing")).isNull();
        assertThat(object.texts("texts")).containsExactly("a", "b");
        assertThat(object.texts("missing")).isEmpty();
        assertThat(object.objects("objects").get(0).text("x")).isEqualTo("1");
        assertThat(object.raw("data")).isEqualTo("{\"a\": [1, 2.50e-1, {}],\"a\":[]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{}x",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\":{\"b\":1]}",
                "{\"a\":{\"b\"}}",
                "{\"a\":{1:2}}",
                "{\"a\":[1 2]}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":truely}",
                "{\"a\":nul}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"open}",
                "{\"a\":\"\n\"}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":\u00a01}"
            })
    void whatIsNoObjectOfOneMeaningIsRefused(String text) {
        assertThatThrownBy(() -> JsonObject.parse(text)).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-0", "1.5", "10e+3", "2E-1", "\"\"", "[]", "{}", "[[],{}]", "true", "null", "[\"]\"]"})
    void everyKindOfValueIsTaken(String value) {
        assertThat(JsonObject.parse("{\"a\":" + value + "}").raw("a")).isEqualTo(value);
    }

    @Test
    void howDeepAValueLiesDoesNotMatter() {
        String deep = "[{\"a\":".repeat(100_000) + "1" + "}]".repeat(100_000);

        assertThat(JsonObject.parse("{\"data\":" + deep + "}").raw("data")).isEqualTo(deep);
    }

    @Test
    void aMemberOfAnotherKindIsNamed() {
        JsonObject object = JsonObject.parse("{\"a\":[1],\"b\":\"1\",\"c\":1.5}");

        assertThatThrownBy(() -> object.text("a")).hasMessage("a: [1] (expected: a text)");
        assertThatThrownBy(() -> object.texts("a")).hasMessage("a: 1 (expected: texts)");
        assertThatThrownBy(() -> object.integer("b")).hasMessage("b: \"1\" (expected: a whole number)");
        assertThatThrownBy(() -> object.integer("c")).hasMessage("c: 1.5 (expected: a whole number)");
        assertThatThrownBy(() -> object.flagOrNull("b")).hasMessage("b: \"1\" (expected: true or false)");
        assertThatThrownBy(() -> object.texts("b")).hasMessage("b: \"1\" (expected: an array)");
        assertThatThrownBy(() -> object.raw("d")).hasMessageStartingWith("d: missing, in {\"a\"");
    }

    @Test
    void textsAreWrittenSoThatTheyAreReadAsTheSame() {
        String text = "a\"b\\c\n\u0001é😀\ud83d";

        String written = JsonText.write(List.of(text, "x"));

        assertThat(JsonObject.parse("{\"t\":" + written + "}").texts("t")).containsExactly(text, "x");
        assertThat(written).contains("\\\"", "\\\\", "\\u000a", "\\u0001", "é", "\\ud83d");
    }
}
