package dev.ringdown.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OptionsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aWorkloadIsAskedFor() {
        int status = run();

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("a workload is missing");
    }

    @Test
    void anUnknownOptionIsNamed() {
        int status = run("fanout", "--conections", "5");

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--conections").contains("--connections");
    }

    @Test
    void aValueThatIsNoNumberIsNamed() {
        int status = run("selective", "--seconds", "soon");

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--seconds", "soon");
    }

    @Test
    void withoutACommandThereIsNoServerToMeasure() {
        int status = run("fanout");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString())
                .contains("./run bench fanout: the command of the server is missing (expected: started by ./run)");
    }

    @Test
    void aServerThatRunsAlreadyNeedsAllOfItsAddresses() {
        int status = run("ingest", "--url", "localhost:8080", "--internal", "localhost:8081");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("--token-secret: missing (expected: with --url)");
    }

    @Test
    void anAddressWithoutAPortIsRefused() {
        int status = run("ingest", "--url", "localhost");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("--url: localhost (expected: host:port)");
    }

    @Test
    void anUnknownPeerIsNamedWithThoseThatAreKnown() {
        int status = run("compare", "--peers", "uws,nobody");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString())
                .contains("./run bench compare: --peers: nobody (expected: some of ringdown, uws, nats, nchan, ws)");
    }

    @Test
    void anUnknownWorkloadOfAComparisonIsNamedWithThoseThatAreKnown() {
        int status = run("compare", "--workloads", "fanout");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).contains("--workloads: fanout (expected: some of fanout-1000, fanout-10000,");
    }

    @Test
    void whatIsMissingIsNamedWithARemedyAndLeftOut() {
        int status = run("compare", "--peers", "ringdown", "--bench-cpu", "none");

        assertThat(status).isZero();
        assertThat(err.toString()).contains("left out: ringdown: no command to start it: use ./run bench compare");
    }

    private int run(String... words) {
        return Bench.commands(List.of())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }
}
