package dev.ringdown.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.torture.abuse.AttackReport;
import dev.ringdown.torture.abuse.Findings;
import dev.ringdown.torture.abuse.Honesty;
import dev.ringdown.torture.abuse.Scenario;
import dev.ringdown.torture.abuse.ServerState;
import dev.ringdown.torture.abuse.Strength;
import dev.ringdown.torture.abuse.scenarios.Scenarios;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a row says, and when it has failed. */
class AbuseTableTest {
    private static final Scenario SCENARIO = Scenarios.named("A3-topics");
    private static final long KIB_OF_MIB = 1024;
    private static final long BYTES_OF_MIB = 1024 * 1024;

    private final StringWriter printed = new StringWriter();
    private final AbuseTable table = new AbuseTable(new PrintWriter(printed), List.of(SCENARIO));

    @Test
    void aRowTellsHowStrongTheAttackWasAndThePooledTimes() {
        boolean held = row(List.of(millis(6), millis(6)), List.of(millis(7), millis(11)), 300);

        assertThat(held).isTrue();
        assertThat(printed.toString())
                .contains(
                        "| A3-topics | 990 | 495 | 64.0 | 1.50 | 6.0 | 11.0 | 6.0 (6.0-6.0) | 11.0 (7.0-11.0) | 4 of 4 | 9 |"
                                + " 200 / 700 / 300 | 30 / 40 / 31 | 100 / 1100 / 101 | limits.filter-bytes-per-customer |");
    }

    @Test
    void moreThanTwiceAsLateFails() {
        boolean held = row(List.of(millis(6)), List.of(millis(13)), 300);

        assertThat(held).isFalse();
    }

    @Test
    void fiveMillisecondsAreAlwaysFine() {
        boolean held = row(List.of(millis(1)), List.of(millis(5)), 300);

        assertThat(held).isTrue();
    }

    @Test
    void memoryThatDoesNotComeBackFails() {
        boolean held = row(List.of(millis(6)), List.of(millis(6)), 457);
        table.end();

        assertThat(held).isFalse();
        assertThat(printed.toString()).contains("two minutes later the server has 257 MiB more than before");
    }

    @Test
    void asMuchMemoryAsIsKeptOnPurposeIsFine() {
        boolean held = row(List.of(millis(6)), List.of(millis(6)), 456);

        assertThat(held).isTrue();
    }

    private boolean row(List<Honesty> beside, List<Honesty> attacked, long settledMib) {
        return table.row(
                SCENARIO,
                beside.stream().map(AbuseTableTest::findings).toList(),
                attacked.stream().map(AbuseTableTest::findings).toList(),
                settledMib * KIB_OF_MIB,
                "");
    }

    /** A hundred deliveries of this time, and a newcomer. */
    private static Honesty millis(long millis) {
        return new Honesty(Collections.nCopies(100, millis * 1_000_000), List.of(9_000_000L), 1);
    }

    private static Findings findings(Honesty during) {
        AttackReport report = new AttackReport(
                990,
                new Strength(2, 990, 128 * BYTES_OF_MIB, 3),
                Map.of("limits.filter-bytes-per-customer", 7L),
                Set.of("limits.filter-bytes-per-customer"),
                List.of());
        return new Findings(
                SCENARIO,
                report,
                during,
                during,
                during,
                state(200, 30, 100),
                state(700, 40, 1100),
                state(650, 31, 101),
                List.of());
    }

    private static ServerState state(long residentMib, int threads, int descriptors) {
        return new ServerState(residentMib * KIB_OF_MIB, threads, descriptors, 0, Map.of());
    }
}
