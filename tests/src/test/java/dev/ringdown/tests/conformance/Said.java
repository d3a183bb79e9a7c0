package dev.ringdown.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that a port has said on one connection, which has ended. Immutable. */
record Said(String text) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    /** The first answer has this status. */
    Said is(int status) {
        assertThat(text).as("answer").startsWith("HTTP/1.1 " + status + " ");
        return this;
    }

    /** The answers have these statuses, in this order. */
    Said are(Integer... statuses) {
        assertThat(STATUS.matcher(text).results().map(status -> Integer.valueOf(status.group(1))))
                .as("statuses in %s", text)
                .containsExactly(statuses);
        return this;
    }

    /** The first answer has a header whose value matches this, in small letters. */
    Said has(String header, String pattern) {
        assertThat(header(header).toLowerCase(Locale.ROOT))
                .as("%s in %s", header, text)
                .matches(pattern);
        return this;
    }

    Said hasNo(String header) {
        assertThat(find(header).find()).as("%s in %s", header, text).isFalse();
        return this;
    }

    /** The value of a header of the first answer. */
    String header(String name) {
        Matcher header = find(name);
        assertThat(header.find()).as("%s in %s", name, text).isTrue();
        return header.group(1);
    }

    private Matcher find(String header) {
        return Pattern.compile("\r\n" + header + ": ([^\r]*)\r\n", Pattern.CASE_INSENSITIVE)
                .matcher(head());
    }

    /** It tells this, somewhere behind the head. */
    Said tells(String part) {
        assertThat(body()).contains(part);
        return this;
    }

    Said hasNoBody() {
        assertThat(body()).isEmpty();
        return this;
    }

    /** The first answer's lines up to the empty one. */
    String head() {
        return text.substring(0, end());
    }

    String body() {
        return text.substring(end());
    }

    private int end() {
        int end = text.indexOf("\r\n\r\n");
        assertThat(end).as("a head in %s", text).isPositive();
        return end + 4;
    }
}
