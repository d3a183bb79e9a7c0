package dev.ringdown.subscription;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Offsets;
import dev.ringdown.routing.FilterSet;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.testing.Reading;
import dev.ringdown.testing.TestLog;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A snapshot of which something is gone before it was looked at: its resource has had a newer event, and retention was quick. */
class SnapshotSearchTest {
    private final TestLog log = new TestLog(2);
    private final SharedReads reads = Reading.of(log.log(), Runnable::run);
    private final SnapshotSearch search = new SnapshotSearch(
            reads,
            CUSTOMER,
            new FilterSet.Builder()
                    .add(new TopicFilter(Scope.CUSTOMER, CUSTOMER, "call", null), TypeFilter.ALL)
                    .build(),
            2);

    /** The tail does not hold the first of them any more. */
    @BeforeEach
    void publish() {
        log.append(call("created"));
        log.append(call("created").id("c2"));
        log.append(call("created").id("c3"));
    }

    @Test
    void itIsTakenAnewThoughOthersStillHaveTheOneOfBefore() {
        log.store().onSnapshot(Overtaken::new);
        LiveResources before = reads.liveResources(CUSTOMER, 2);
        assertThat(search.turn()).isTrue();

        log.store().onSnapshot(UnaryOperator.identity());
        log.append(call("updated"));

        assertThat(search.turn()).isFalse();
        assertThat(search.live()).isNotSameAs(before);
        assertThat(search.meant().cardinality()).isEqualTo(3);
        assertThat(search.live().offsets().get(2)).isEqualTo(3);
    }

    @Test
    void whoIsOvertakenAgainAndAgainIsToldSo() {
        log.store().onSnapshot(Overtaken::new);
        assertThat(search.turn()).isTrue();
        assertThat(search.turn()).isTrue();
        assertThat(search.turn()).isTrue();
        assertThat(search.turn()).isTrue();

        assertThatIllegalStateException()
                .isThrownBy(search::turn)
                .withMessageStartingWith("cannot read a snapshot of customer " + CUSTOMER);
        assertThat(log.snapshots()).isEqualTo(5);
    }

    /** What was alive, of which nothing is there any more. */
    private record Overtaken(LiveResources was) implements LiveResources {
        @Override
        public Offsets offsets() {
            return was.offsets();
        }

        @Override
        public @Nullable LogEntry entry(int index) {
            return null;
        }

        @Override
        public long headOffset() {
            return was.headOffset();
        }

        @Override
        public boolean complete() {
            return was.complete();
        }
    }
}
