package dev.ringdown.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Against a plain map, whatever is added and removed. */
class SubscriptionTableTest {
    private static final int TOPICS = 4;

    @Property
    void isAMap(@ForAll List<@IntRange(min = -TOPICS, max = TOPICS) Integer> steps) {
        SubscriptionTable table = new SubscriptionTable();
        Map<String, Subscription> model = new HashMap<>();

        for (int step : steps) {
            String topic = "call-" + Math.abs(step);
            if (step > 0) {
                Subscription subscription = new Subscription(topic, List.of(), 0);
                table.add(subscription);
                model.put(topic, subscription);
            } else if (step < 0) {
                assertThat(table.remove(topic)).isSameAs(model.remove(topic));
            } else {
                table.clear();
                model.clear();
            }

            assertThat(table.all()).containsExactlyInAnyOrderElementsOf(model.values());
            assertThat(table.topics())
                    .isEqualTo(model.keySet().stream().sorted().toList());
            assertThat(table.get(topic)).isSameAs(model.get(topic));
            assertThat(table.size()).isEqualTo(model.size());
            assertThat(table.isEmpty()).isEqualTo(model.isEmpty());
        }
    }
}
