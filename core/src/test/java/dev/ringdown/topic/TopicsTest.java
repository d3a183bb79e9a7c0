package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final InScope CUSTOMER = new InScope(Scope.CUSTOMER, new UUID(0, 1));
    private static final InScope AGENT = new InScope(Scope.AGENT, new UUID(0, 2));
    private static final InScope OTHER_AGENT = new InScope(Scope.AGENT, new UUID(0, 3));
    private static final Resource CALL = new Resource("call", "17");
    private static final List<Parent> PARENTS =
            List.of(new Parent(new Resource("queue", "7"), true), new Parent(new Resource("campaign", null), false));

    @Test
    void thereIsOneForEachResourceInEachScope() {
        Topics topics = new Topics(List.of(CUSTOMER, AGENT), CALL, PARENTS);

        assertThat(topics.size()).isEqualTo(6);
        assertThat(topics.all())
                .containsExactly(
                        new Topic(Scope.CUSTOMER, CUSTOMER.id(), "call", "17"),
                        new Topic(Scope.CUSTOMER, CUSTOMER.id(), "queue", "7"),
                        new Topic(Scope.CUSTOMER, CUSTOMER.id(), "campaign", null),
                        new Topic(Scope.AGENT, AGENT.id(), "call", "17"),
                        new Topic(Scope.AGENT, AGENT.id(), "queue", "7"),
                        new Topic(Scope.AGENT, AGENT.id(), "campaign", null));
    }

    @Test
    void parentsAreWrittenOneAfterTheOther() {
        assertThat(new Topics(List.of(CUSTOMER), CALL, PARENTS).parentsText()).isEqualTo("queue:7,campaign");
        assertThat(Topics.of(CALL, CUSTOMER).parentsText()).isNull();
    }

    @Test
    void anEventIsSomebodysAndAboutOneThing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Topics.of(CALL))
                .withMessage("scopes: [] (expected: at least one)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Topics.of(new Resource("call", null), CUSTOMER))
                .withMessage("subject: call (expected: <resource>:<resource-id>)");
    }

    @Test
    void ofAFurtherCopyTheScopesThatAreNewAreLeft() {
        Topics first = new Topics(List.of(CUSTOMER, AGENT), CALL, PARENTS);

        Topics late = requireNonNull(first.left(Topics.of(CALL, AGENT, OTHER_AGENT)));
        assertThat(first.isLate()).isFalse();
        assertThat(late.isLate()).isTrue();
        assertThat(late.scopes()).containsExactly(OTHER_AGENT);
        assertThat(late.earlier().scopes()).containsExactly(CUSTOMER, AGENT);
        assertThat(late.earlier().own()).isEqualTo(CALL);
        assertThat(late.earlier().isLate()).isFalse();
    }

    @Test
    void ofACopyThatSaysNothingNewNothingIsLeft() {
        Topics first = Topics.of(CALL, CUSTOMER, AGENT);
        Topics late = requireNonNull(first.left(Topics.of(CALL, OTHER_AGENT)));

        assertThat(first.left(Topics.of(CALL, AGENT))).isNull();
        assertThat(late.left(Topics.of(CALL, CUSTOMER))).isNull(); // the first copy had told that
        assertThat(late.left(Topics.of(CALL, OTHER_AGENT, AGENT))).isNull();
    }
}
