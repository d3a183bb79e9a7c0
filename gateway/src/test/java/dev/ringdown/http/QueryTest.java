package dev.ringdown.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
    private static final List<String> KNOWN = List.of("limit", "topic");

    @Test
    void parametersAreDecoded() throws InvalidQueryException {
        Query query = Query.parse("topic=call%3A1+2&limit=", KNOWN);

        assertThat(query.get("topic")).isEqualTo("call:1 2");
        assertThat(query.get("limit")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNull() throws InvalidQueryException {
        assertThat(Query.parse("", KNOWN).get("topic")).isNull();
        assertThat(Query.parse("", KNOWN).number("limit", 7, 1, 9)).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limits=1         | limits: unknown parameter (expected: limit, topic)
            =1               | : unknown parameter (expected: limit, topic)
            limit=1&limit=1  | limit: more than one (expected: one at most)
            topic=%2         | query: a broken percent-encoding (expected: % and two hex digits)
            """)
    void whatIsWrongIsTold(String text, String told) {
        assertThatThrownBy(() -> Query.parse(text, KNOWN))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessage(told);
    }

    @Test
    void aNumberHasARange() throws InvalidQueryException {
        assertThat(Query.parse("limit=1", KNOWN).number("limit", 0, 1, 9)).isOne();
        assertThat(Query.parse("limit=9", KNOWN).number("limit", 0, 1, 9)).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({"0", "10", "-1", "1.5", "nine", "''", "99999999999999999999"})
    void aNumberOutOfItsRangeIsTold(String text) throws InvalidQueryException {
        Query query = Query.parse("limit=" + text, KNOWN);

        assertThatThrownBy(() -> query.number("limit", 0, 1, 9))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessage("limit: " + text + " (expected: 1 to 9)");
    }
}
