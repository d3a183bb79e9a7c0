package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomerCountTest {
    @Test
    void whoHasNothingHasNothingUpToAnywhere() {
        assertThat(CustomerCount.NONE.upTo(-1)).isZero();
        assertThat(CustomerCount.NONE.upTo(100)).isZero();
    }

    @Test
    void behindTheNewestAllCount() {
        CustomerCount count = new CustomerCount(5, 40);

        assertThat(count.upTo(40)).isEqualTo(5);
        assertThat(count.upTo(41)).isEqualTo(5);
        assertThat(count.upTo(39)).isEqualTo(-1);
    }

    /** Three were stored from offset 50 to 54, after five up to 40. */
    @Test
    void beforeThoseThatWereStoredLastTheEarlierOnesCount() {
        CustomerCount count = new CustomerCount(5, 40).then(8, 54, 50);

        assertThat(count.upTo(39)).isEqualTo(-1);
        assertThat(count.upTo(40)).isEqualTo(5);
        assertThat(count.upTo(49)).isEqualTo(5);
        assertThat(count.upTo(50)).isEqualTo(-1);
        assertThat(count.upTo(53)).isEqualTo(-1);
        assertThat(count.upTo(54)).isEqualTo(8);
    }
}
