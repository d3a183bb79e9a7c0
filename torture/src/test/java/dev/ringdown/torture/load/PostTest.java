package dev.ringdown.torture.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.oracle.Judge;
import dev.ringdown.torture.oracle.Ledger;
import dev.ringdown.torture.oracle.Violations;
import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Customer;
import dev.ringdown.torture.world.EventMaker;
import dev.ringdown.torture.world.Tokens;
import dev.ringdown.torture.world.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What publishers are answered, with every fault planted once. */
class PostTest {
    private static final long SEED = 1;

    private final StringWriter told = new StringWriter();
    private final Violations violations = new Violations(new PrintWriter(told));
    private final Ledger ledger = new Ledger(1, violations);
    private final World world = World.of(SEED, 1);
    private final Customer customer = world.customers().get(0);
    private final EventMaker maker = new EventMaker(Chance.of(SEED, "events", 0), "/p0");
    private final Scene scene = new Scene(
            world,
            new Tokens("a secret of the torture, long enough for HS256", 2_000_000_000),
            "key",
            Gateways.only(new Standing()),
            sequence(0),
            Long.MAX_VALUE,
            ledger,
            new Judge(ledger, violations, () -> false, Path.of("nowhere")),
            violations,
            new Tally(),
            new Pauses());

    @Test
    void anEventThatIsAcknowledgedAgainAsADuplicateIsFine() {
        Post post = post(Post.Form.SINGLE, 1);

        post.answered(202, bytes(stored("p0-1", 1)));
        post.answered(200, bytes(duplicate("p0-1", 1)));

        assertThat(told.toString()).isEmpty();
    }

    @Test
    void anEventThatIsStoredTwiceIsFound() {
        Post post = post(Post.Form.SINGLE, 1);

        post.answered(202, bytes(stored("p0-1", 1)));
        post.answered(202, bytes(stored("p0-1", 2)));

        assertThat(told.toString()).contains("acknowledged again", "expected: a duplicate");
    }

    @Test
    void anEventThatIsStoredTwiceIsFoundAlsoIfItIsCalledADuplicate() {
        Post post = post(Post.Form.SINGLE, 1);

        post.answered(202, bytes(stored("p0-1", 1)));
        post.answered(200, bytes(duplicate("p0-1", 2)));

        assertThat(told.toString()).contains("acknowledged again");
    }

    @Test
    void aBatchThatIsStoredTwiceIsFound() {
        Post post = post(Post.Form.BATCH, 2);

        post.answered(202, bytes("[" + stored("p0-1", 1) + "," + stored("p0-2", 2) + "]"));
        post.answered(202, bytes("[" + stored("p0-1", 3) + "," + stored("p0-2", 4) + "]"));

        assertThat(told.toString()).contains("acknowledged again", "p0-1", "p0-2");
    }

    @Test
    void aLineThatIsStoredTwiceIsFound() {
        Post post = post(Post.Form.LINES, 2);

        post.answered(200, bytes(stored("p0-1", 1) + "\n" + stored("p0-2", 2) + "\n"));
        post.answered(200, bytes(duplicate("p0-1", 1) + "\n" + stored("p0-2", 3) + "\n"));

        assertThat(told.toString()).contains("acknowledged again", "p0-2").doesNotContain("p0-1");
    }

    @Test
    void aBatchOfWhichAPartIsStoredIsFound() {
        Post post = post(Post.Form.BATCH, 2);

        post.answered(202, bytes("[" + duplicate("p0-1", 1) + "," + stored("p0-2", 2) + "]"));

        assertThat(told.toString()).contains("only a part was stored: 1 of 2");
    }

    @Test
    void whatNobodyLeftOpenIsNoDuplicate() {
        Post post = post(Post.Form.SINGLE, 1);

        post.answered(503, bytes("{\"status\":503}"));
        post.answered(200, bytes(duplicate("p0-1", 1)));

        assertThat(told.toString()).contains("answered as a duplicate", "p0-1");
    }

    @Test
    void whatWasNotKnownMayBeADuplicate() {
        Post post = post(Post.Form.BATCH, 2);

        post.answered(503, bytes("{\"status\":503,\"stored\":\"unknown\"}"));
        post.answered(200, bytes("[" + duplicate("p0-1", 1) + "," + duplicate("p0-2", 2) + "]"));

        assertThat(told.toString()).isEmpty();
        assertThat(scene.tally().get(Tally.Count.NOT_KNOWN)).isEqualTo(1);
    }

    @Test
    void ofLinesOnlyThoseMayBeDuplicatesThatWereNotKnown() {
        Post post = post(Post.Form.LINES, 2);

        post.answered(200, bytes("{\"status\":503,\"stored\":\"unknown\"}\n{\"status\":503}\n"));
        post.answered(200, bytes(duplicate("p0-1", 1) + "\n" + duplicate("p0-2", 2) + "\n"));

        assertThat(told.toString()).contains("answered as a duplicate", "p0-2").doesNotContain("p0-1");
    }

    private Post post(Post.Form form, int count) {
        List<EventMaker.Made> made = IntStream.range(0, count)
                .mapToObj(number -> maker.event(customer, number))
                .toList();
        return new Post("publisher", scene, form, made, Map.of());
    }

    private static String stored(String id, int number) {
        return "{\"id\":\"" + id + "\",\"sequence\":\"" + sequence(number) + "\"}";
    }

    private static String duplicate(String id, int number) {
        return "{\"id\":\"" + id + "\",\"sequence\":\"" + sequence(number) + "\",\"duplicate\":true}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sequence(int number) {
        return "00000001-%016d".formatted(number);
    }
}
