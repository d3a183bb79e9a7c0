package dev.ringdown.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against a plain set, whoever comes and goes. */
class ReceiverListTest {
    private static final int RECEIVERS = 5;

    @Property
    void isASet(@ForAll List<@IntRange(min = -RECEIVERS, max = RECEIVERS) Integer> steps) {
        List<FakeReceiver> all =
                Stream.generate(FakeReceiver::new).limit(RECEIVERS + 1).toList();
        ReceiverList list = new ReceiverList();
        Set<Receiver> model = new LinkedHashSet<>();

        for (int step : steps) {
            FakeReceiver receiver = all.get(Math.abs(step));
            if (step > 0) {
                list.add(receiver);
                model.add(receiver);
            } else {
                list.remove(receiver);
                model.remove(receiver);
            }

            assertThat(list.copy()).containsExactlyInAnyOrderElementsOf(model);
            assertThat(all).allSatisfy(one -> assertThat(list.contains(one)).isEqualTo(model.contains(one)));
        }
    }
}
