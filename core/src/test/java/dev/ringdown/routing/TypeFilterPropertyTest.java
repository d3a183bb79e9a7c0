package dev.ringdown.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** A filter means what its patterns mean one by one, however they cover each other. */
class TypeFilterPropertyTest {
    @Property
    void aTypeIsMeantIfOneOfThePatternsMeansIt(
            @ForAll @Size(max = 12) List<@From("patterns") String> patterns, @ForAll("types") String type) {
        TypeFilter filter = TypeFilter.of(patterns);

        assertThat(filter.matches(type)).isEqualTo(patterns.stream().anyMatch(pattern -> means(pattern, type)));
        assertThat(TypeFilter.of(filter.patterns())).isEqualTo(filter);
    }

    private static boolean means(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.strings().withChars("ab_").ofMinLength(1).ofMaxLength(5);
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.oneOf(types(), types().map(type -> type + '*'));
    }
}
