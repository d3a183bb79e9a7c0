package dev.ringdown.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTest {
    @Property
    void sequencesOfOneLogOrderAsTheirTextsDo(
            @ForAll @LongRange(max = 0xFFFF_FFFFL) long epoch,
            @ForAll @LongRange long number,
            @ForAll @LongRange long otherNumber) {
        assertSameOrder(new Sequence(epoch, number), new Sequence(epoch, otherNumber));
    }

    @Property
    void aLaterLogOrdersBehindAnEarlierOneAsTheTextsDo(
            @ForAll @LongRange(max = 0xFFFF_FFFFL) long epoch,
            @ForAll @LongRange(max = 0xFFFF_FFFFL) long otherEpoch,
            @ForAll @LongRange long number) {
        assertSameOrder(new Sequence(epoch, number), new Sequence(otherEpoch, number));
        assertSameOrder(new Sequence(epoch, number), new Sequence(otherEpoch, 0));
        assertSameOrder(new Sequence(epoch, Long.MAX_VALUE), new Sequence(otherEpoch, number));
    }

    @Property
    void theNextSequenceIsTheNextText(@ForAll @LongRange(max = Long.MAX_VALUE - 1) long number) {
        assertThat(new Sequence(1, number + 1).toString()).isGreaterThan(new Sequence(1, number).toString());
    }

    @Property
    void aSequenceIsReadBackFromItsText(
            @ForAll @LongRange(max = 0xFFFF_FFFFL) long epoch, @ForAll @LongRange long number) {
        Sequence sequence = new Sequence(epoch, number);

        assertThat(Sequence.parse(sequence.toString())).isEqualTo(sequence);
        assertThat(sequence.toString()).hasSize(Sequence.WIDTH);
        assertThat(new String(sequence.toBytes(), StandardCharsets.US_ASCII)).isEqualTo(sequence.toString());
    }

    @Property
    void anyOtherTextIsNoSequence(@ForAll String text) {
        assertThat(Sequence.parse(text)).isNull();
    }

    @Test
    void theTextIsEpochAndNumberInHexadecimalDigits() {
        assertThat(new Sequence(0, 0)).hasToString("00000000-0000000000000000");
        assertThat(new Sequence(0x6925a1c0L, 0x4d2)).hasToString("6925a1c0-00000000000004d2");
        assertThat(new Sequence(0xFFFF_FFFFL, Long.MAX_VALUE)).hasToString("ffffffff-7fffffffffffffff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "6925a1c0-00000000000004d",
                "6925a1c0-00000000000004d20",
                "6925a1c0:00000000000004d2",
                "6925A1C0-00000000000004d2",
                "6925a1c0-00000000000004g2",
                "6925a1c0-0000000000000-d2",
                "+925a1c0-00000000000004d2",
                " 925a1c0-00000000000004d2",
                "6925a1c0-8000000000000000",
                "6925a1c0-ffffffffffffffff",
                "\u0666925a1c-00000000000004d2"
            })
    void aTextThatNoLogEverGaveIsNoSequence(String text) {
        assertThat(Sequence.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0x1_0000_0000L, Long.MIN_VALUE, Long.MAX_VALUE})
    void anEpochHas32Bits(long epoch) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sequence(epoch, 0))
                .withMessage("epoch: " + epoch + " (expected: 0 to 4294967295)");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void nothingIsBeforeTheBeginning(long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sequence(0, number))
                .withMessage("number: " + number + " (expected: 0 or more)");
    }

    private static void assertSameOrder(Sequence one, Sequence other) {
        assertThat(Integer.signum(one.toString().compareTo(other.toString())))
                .isEqualTo(Integer.signum(one.compareTo(other)));
    }
}
