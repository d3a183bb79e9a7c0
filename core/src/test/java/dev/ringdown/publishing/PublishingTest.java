package dev.ringdown.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.Event;
import dev.ringdown.event.Events;
import dev.ringdown.event.InvalidEventException;
import dev.ringdown.log.AppendOutcome;
import dev.ringdown.log.Appended;
import dev.ringdown.log.Sequence;
import dev.ringdown.protocol.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of events on their way to the log, and what is counted. */
class PublishingTest {
    private static final List<Event> TWO = List.of(Events.call("e1"), Events.call("e2"));
    private static final Appended FIRST = new Appended("e1", new Sequence(7, 3), false);
    private static final Appended AGAIN = new Appended("e2", new Sequence(7, 1), true);

    private final CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
    private final AtomicInteger appends = new AtomicInteger();
    private final List<String> counted = new ArrayList<>();
    private final PublishMeters meters = new PublishMeters() {
        @Override
        public void appended(int count, int duplicateCount) {
            counted.add(count + " new, " + duplicateCount + " again");
        }

        @Override
        public void limitReached(Limit limit) {
            counted.add(limit.key());
        }
    };
    private final Publishing publishing = new Publishing(this::append, meters);

    private CompletableFuture<AppendOutcome> append(List<Event> events) {
        appends.incrementAndGet();
        return answer;
    }

    @Test
    void whatIsStoredIsToldOnceTheLogHasItAndNotBefore() {
        CompletableFuture<Verdict> verdict = publishing.append(TWO);
        assertThat(verdict).isNotDone();
        assertThat(counted).isEmpty();

        answer.complete(new AppendOutcome.Stored(List.of(FIRST, AGAIN)));

        assertThat(verdict).isCompletedWithValue(new Verdict.Stored(List.of(FIRST, AGAIN)));
        assertThat(counted).containsExactly("1 new, 1 again");
    }

    @Test
    void nothingToStoreIsStored() {
        assertThat(publishing.append(List.of())).isCompletedWithValue(new Verdict.Stored(List.of()));

        assertThat(appends).hasValue(0);
        assertThat(counted).isEmpty();
    }

    @Test
    void aLogThatTakesNothingMakesEventsWait() {
        answer.complete(new AppendOutcome.Refused("too much is waiting", Limit.APPEND_BYTES));

        assertThat(publishing.append(TWO))
                .isCompletedWithValue(new Verdict.Unavailable("too much is waiting", Limit.APPEND_BYTES));
        assertThat(counted).containsExactly("limits.append-bytes");
    }

    @Test
    void aLogThatIsFullForNoLimitCountsNone() {
        answer.complete(new AppendOutcome.Refused("the log is closed", null));

        assertThat(publishing.append(TWO)).isCompletedWithValue(new Verdict.Unavailable("the log is closed", null));
        assertThat(counted).isEmpty();
    }

    @Test
    void whatNobodyExpectedKeepsItsCauseForOperators() {
        IllegalStateException bug = new IllegalStateException("a bug");
        answer.completeExceptionally(bug);

        assertThat(publishing.append(TWO)).isCompletedWithValue(new Verdict.Failed(bug));
        assertThat(counted).isEmpty();
    }

    @Test
    void theCauseIsFoundInsideACompletionException() {
        IllegalStateException bug = new IllegalStateException("a bug");
        answer.completeExceptionally(new CompletionException(bug));

        assertThat(publishing.append(TWO)).isCompletedWithValue(new Verdict.Failed(bug));
    }

    @Test
    void whatTheLogDoesNotKnowIsToldAsThat() {
        answer.complete(new AppendOutcome.Unknown("the disk failed"));

        assertThat(publishing.append(TWO)).isCompletedWithValue(new Verdict.Unknown("the disk failed"));
        assertThat(counted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED,  MALFORMED,  ''",
        "UNROUTABLE, UNROUTABLE, ''",
        "TOO_MANY_TOPICS, TOO_MANY_TOPICS, limits.event-topics",
        "TOO_MANY_ATTRIBUTES, TOO_MANY_ATTRIBUTES, limits.event-attributes",
        "TOO_LARGE,  TOO_LARGE,  limits.event-bytes",
        "TOO_MANY,   TOO_MANY,   limits.batch-events"
    })
    void whatIsNoEventIsRefusedWithItsReason(InvalidEventException.Kind kind, Verdict.Reason reason, String limit) {
        Verdict.Refused refused = publishing.refuse(new InvalidEventException(kind, "type: missing"));

        assertThat(refused).isEqualTo(new Verdict.Refused(reason, "type: missing"));
        assertThat(String.join("", counted)).isEqualTo(limit);
    }

    @Test
    void whoseBudgetIsUsedUpIsToldWhichAndHowLongToWait() {
        Publishing publishing = new Publishing(this::append, meters, new FakeBudgets());

        assertThat(publishing.overBudget(List.of(Events.othersCall("e1")))).isNull();
        assertThat(publishing.overBudget(TWO))
                .isEqualTo(new Verdict.OverBudget(
                        Limit.CUSTOMER_EVENTS,
                        "customer " + Events.CUSTOMER
                                + ": too much was published (limits.publish-events-per-customer); nothing was stored",
                        7));

        assertThat(counted).containsExactly("limits.publish-events-per-customer");
    }

    @Test
    void whatNobodyCanMakeWaitIsAppendedAndWhatIsNewOfItCharged() {
        FakeBudgets budgets = new FakeBudgets();
        Publishing publishing = new Publishing(this::append, meters, budgets);

        CompletableFuture<Verdict> verdict = publishing.appendAndCharge(TWO);
        answer.complete(new AppendOutcome.Stored(List.of(FIRST, AGAIN)));

        assertThat(verdict).isCompletedWithValue(new Verdict.Stored(List.of(FIRST, AGAIN)));
        assertThat(counted).containsExactly("1 new, 1 again", "limits.publish-events-per-customer");
        assertThat(budgets.charged).containsExactly(TWO.get(0));
    }

    /** Of one customer there may be nothing. */
    private static final class FakeBudgets implements CustomerBudgets {
        private final List<Event> charged = new ArrayList<>();

        @Override
        public @Nullable Exceeded tryTake(List<Event> events) {
            Limit limit = charge(events.get(0));
            return limit == null ? null : new Exceeded(limit, Events.CUSTOMER, 7);
        }

        @Override
        public @Nullable Limit charge(Event event) {
            charged.add(event);
            return event.customer().equals(Events.CUSTOMER) ? Limit.CUSTOMER_EVENTS : null;
        }
    }

    @Test
    void whoIsTooFastIsCounted() {
        Verdict.Refused refused = publishing.refuse(Verdict.Reason.OVER_RATE, "slower");

        assertThat(refused).isEqualTo(new Verdict.Refused(Verdict.Reason.OVER_RATE, "slower"));
        assertThat(counted).containsExactly("limits.publish-rate");
    }
}
