package dev.ringdown.bench.peer;

import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.Source;
import java.util.List;

/** Topics by their numbers: who subscribes to one, and what publishes to it. Immutable. */
public interface Topics {
    /** Where a topic is but a word. */
    Topics WORDS = new Topics() {
        @Override
        public Seat seat(int connection, int topic) {
            return new Seat("", List.of(word(topic)), topic, 1);
        }

        @Override
        public Source source(int topic) {
            return new Source("", null, word(topic));
        }

        private static String word(int topic) {
            return "t" + topic;
        }
    };

    /** A subscriber of one topic. */
    Seat seat(int connection, int topic);

    /** The stream of one topic. */
    Source source(int topic);
}
