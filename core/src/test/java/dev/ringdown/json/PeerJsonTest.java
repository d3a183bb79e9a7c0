package dev.ringdown.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is read, where it stands, and how much of it there may be. */
class PeerJsonTest {
    @Test
    void placesAreToldInBytes() throws IOException {
        try (JsonParser parser = parser("{\"né\":\"ü\",\"next\":7}", Integer.MAX_VALUE)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            assertThat(parser.nextToken()).isEqualTo(JsonToken.FIELD_NAME);
            assertThat(parser.currentName()).isEqualTo("né");
            assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_STRING);
            assertThat(parser.getText()).isEqualTo("ü");
            assertThat(parser.nextToken()).isEqualTo(JsonToken.FIELD_NAME);
            assertThat(parser.currentTokenLocation().getByteOffset()).isEqualTo(12);
        }
    }

    /** Each is a text of its own: nothing of one document is kept for the next. */
    @Test
    void aNameIsNotRemembered() throws IOException {
        assertThat(firstName("{\"status\":1}")).isEqualTo("status").isNotSameAs(firstName("{\"status\":1}"));
    }

    @Test
    void asManyMembersAsThereMayBeAreRead() throws IOException {
        try (JsonParser parser = parser("{\"a\":1,\"b\":{\"c\":[{\"d\":1}]}}", 4)) {
            parser.nextToken();
            parser.skipChildren();

            assertThat(parser.nextToken()).isNull();
        }
    }

    @Test
    void oneMemberMoreIsTooMuchThoughItIsPassedOver() throws IOException {
        try (JsonParser parser = parser("{\"a\":1,\"b\":{\"c\":[{\"d\":1}]},\"e\":1}", 4)) {
            parser.nextToken();

            assertThatThrownBy(parser::skipChildren)
                    .isInstanceOf(TooManyMembersException.class)
                    .hasMessageContaining("more than 4 members");
        }
    }

    private static String firstName(String json) throws IOException {
        try (JsonParser parser = parser(json, 1)) {
            parser.nextToken();
            parser.nextToken();
            return parser.currentName();
        }
    }

    private static JsonParser parser(String json, int maxMembers) {
        return PeerJson.parser(json.getBytes(StandardCharsets.UTF_8), maxMembers);
    }
}
