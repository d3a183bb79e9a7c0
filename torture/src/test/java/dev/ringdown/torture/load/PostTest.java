package dev.ringdown.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.world.EventMaker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What publishers are answered, with every fault planted once. */
class PostTest {
    private final Stage stage = new Stage();

    @Test
    void anEventThatIsAcknowledgedAgainAsADuplicateIsFine() {
        Post post = post(Post.Form.SINGLE, 1);

        post.answered(202, bytes(stored("p0-1", 1)));
        post.answered(200, bytes(duplicate("p0-1", 1)));

        assertThat(stage.told()).isEmpty();
    }

    @Test
    void anEventThatIsStoredTwiceIsFound() {
        Post post = post(Post.Form.SINGLE, 1);

        post.answered(202, bytes(stored("p0-1", 1)));
        post.answered(202, bytes(stored("p0-1", 2)));

        assertThat(stage.told()).contains("acknowledged again", "expected: a duplicate");
    }

    @Test
    void anEventThatIsStoredTwiceIsFoundAlsoIfItIsCalledADuplicate() {
        Post post = post(Post.Form.SINGLE, 1);

        post.answered(202, bytes(stored("p0-1", 1)));
        post.answered(200, bytes(duplicate("p0-1", 2)));

        assertThat(stage.told()).contains("acknowledged again");
    }

    @Test
    void aBatchThatIsStoredTwiceIsFound() {
        Post post = post(Post.Form.BATCH, 2);

        post.answered(202, bytes("[" + stored("p0-1", 1) + "," + stored("p0-2", 2) + "]"));
        post.answered(202, bytes("[" + stored("p0-1", 3) + "," + stored("p0-2", 4) + "]"));

        assertThat(stage.told()).contains("acknowledged again", "p0-1", "p0-2");
    }

    @Test
    void aLineThatIsStoredTwiceIsFound() {
        Post post = post(Post.Form.LINES, 2);

        post.answered(200, bytes(stored("p0-1", 1) + "\n" + stored("p0-2", 2) + "\n"));
        post.answered(200, bytes(duplicate("p0-1", 1) + "\n" + stored("p0-2", 3) + "\n"));

        assertThat(stage.told()).contains("acknowledged again", "p0-2").doesNotContain("p0-1");
    }

    @Test
    void aBatchOfWhichAPartIsStoredIsFound() {
        Post post = post(Post.Form.BATCH, 2);

        post.answered(202, bytes("[" + duplicate("p0-1", 1) + "," + stored("p0-2", 2) + "]"));

        assertThat(stage.told()).contains("only a part was stored: 1 of 2");
    }

    @Test
    void whatNobodyLeftOpenIsNoDuplicate() {
        Post post = post(Post.Form.SINGLE, 1);

        post.answered(503, bytes("{\"status\":503}"));
        post.answered(200, bytes(duplicate("p0-1", 1)));

        assertThat(stage.told()).contains("answered as a duplicate", "p0-1");
    }

    @Test
    void whatWasNotKnownMayBeADuplicate() {
        Post post = post(Post.Form.BATCH, 2);

        post.answered(503, bytes("{\"status\":503,\"stored\":\"unknown\"}"));
        post.answered(200, bytes("[" + duplicate("p0-1", 1) + "," + duplicate("p0-2", 2) + "]"));

        assertThat(stage.told()).isEmpty();
        assertThat(stage.scene.tally().get(Tally.Count.NOT_KNOWN)).isEqualTo(1);
    }

    @Test
    void ofLinesOnlyThoseMayBeDuplicatesThatWereNotKnown() {
        Post post = post(Post.Form.LINES, 2);

        post.answered(200, bytes("{\"status\":503,\"stored\":\"unknown\"}\n{\"status\":503}\n"));
        post.answered(200, bytes(duplicate("p0-1", 1) + "\n" + duplicate("p0-2", 2) + "\n"));

        assertThat(stage.told()).contains("answered as a duplicate", "p0-2").doesNotContain("p0-1");
    }

    private Post post(Post.Form form, int count) {
        List<EventMaker.Made> made =
                IntStream.range(0, count).mapToObj(stage::event).toList();
        return new Post("publisher", stage.scene, form, made, Map.of());
    }

    private static String stored(String id, int number) {
        return "{\"id\":\"" + id + "\",\"sequence\":\"" + Stage.sequence(number) + "\"}";
    }

    private static String duplicate(String id, int number) {
        return "{\"id\":\"" + id + "\",\"sequence\":\"" + Stage.sequence(number) + "\",\"duplicate\":true}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
