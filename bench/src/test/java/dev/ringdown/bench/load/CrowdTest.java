package dev.ringdown.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Through real sockets: what a server does wrong is found. */
class CrowdTest {
    private static final long[] FOUR_PUBLISHED = {4};

    @Test
    void aServerThatDeliversAllIsExact() throws Exception {
        Verdict verdict = verdictOn(new long[][] {{0, 0}, {0, 1}, {0, 2}, {0, 3}});

        assertThat(verdict).isEqualTo(Verdict.EXACT);
    }

    @Test
    void aServerThatLosesIsFound() throws Exception {
        Verdict verdict = verdictOn(new long[][] {{0, 0}, {0, 2}});

        assertThat(verdict.lost()).isEqualTo(2);
        assertThat(verdict.isExact()).isFalse();
    }

    @Test
    void aServerThatDoublesIsFound() throws Exception {
        Verdict verdict = verdictOn(new long[][] {{0, 0}, {0, 1}, {0, 1}, {0, 2}, {0, 3}});

        assertThat(verdict.doubled()).isOne();
        assertThat(verdict.lost()).isZero();
    }

    @Test
    void aServerThatMixesUpIsFound() throws Exception {
        Verdict verdict = verdictOn(new long[][] {{0, 0}, {0, 2}, {0, 1}, {0, 3}});

        assertThat(verdict.disordered()).isOne();
        assertThat(verdict.lost()).isZero();
    }

    @Test
    void aServerThatDeliversToTheWrongOneIsFound() throws Exception {
        Verdict verdict = verdictOn(new long[][] {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 0}});

        assertThat(verdict.foreign()).isOne();
        assertThat(verdict.isExact()).isFalse();
    }

    private static Verdict verdictOn(long[][] delivered) throws IOException, InterruptedException {
        try (FaultyServer server = new FaultyServer(delivered);
                LoadLoop loop = new LoadLoop("test")) {
            Crowd crowd = new Crowd(loop, server.address(), new FaultyServer.Words());
            crowd.join(List.of(new Seat("", List.of("t"), 0, 1)));
            Verdict verdict = crowd.verdict(FOUR_PUBLISHED);
            crowd.cut();
            return verdict;
        }
    }
}
