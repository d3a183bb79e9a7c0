package dev.ringdown.current;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CurrentTest {
    private final Replaceable<String> word = new Replaceable<>("one");

    @Test
    void whoAsksAfterItWasReplacedGetsTheNewOne() {
        Current<Integer> length = word.map(String::length);

        word.replace("seven");

        assertThat(word.get()).isEqualTo("seven");
        assertThat(length.get()).isEqualTo(5);
    }

    @Test
    void whatFollowsIsMadeOnceForEachValue() {
        List<String> made = new ArrayList<>();
        Current<String> upper = word.map(text -> {
            made.add(text);
            return text.toUpperCase(Locale.ROOT);
        });

        upper.get();
        upper.get();
        word.replace("two");
        upper.get();
        upper.get();

        assertThat(made).containsExactly("one", "two");
    }

    @Test
    void whatFollowsFromAnEqualPartStaysTheSameObject() {
        Current<StringBuilder> counted = word.map(String::length).map(length -> new StringBuilder());
        StringBuilder first = counted.get();

        word.replace("two");

        assertThat(counted.get()).isSameAs(first);
    }

    @Test
    void aValueThatIsNeverReplacedIsTheSame() {
        assertThat(Current.always("x").map(text -> text + "y").get()).isEqualTo("xy");
    }
}
