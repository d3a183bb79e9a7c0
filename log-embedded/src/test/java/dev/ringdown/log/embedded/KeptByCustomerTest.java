package dev.ringdown.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeptByCustomerTest {
    private static final UUID ALICE = new UUID(1, 1);
    private static final UUID BOB = new UUID(1, 2);

    private final KeptByCustomer kept = new KeptByCustomer();

    @Test
    void allWhoReadTogetherShareWhatIsKept() {
        KeptEntries first = kept.of(ALICE);

        assertThat(kept.of(ALICE)).isSameAs(first);
        assertThat(kept.find(ALICE)).isSameAs(first);
        assertThat(kept.find(BOB)).isNull();
    }

    @Test
    void nothingIsKeptOfWhomNobodyReads() {
        assertThat(kept.isEmpty()).isTrue();
        assertThat(kept.find(ALICE)).isNull();
    }
}
