package dev.ringdown.fanout;

import static dev.ringdown.fanout.FanoutWorld.SESSIONS;
import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;
import static dev.ringdown.testing.TestEvent.of;

import dev.ringdown.fanout.FanoutWorld.Append;
import dev.ringdown.fanout.FanoutWorld.Drain;
import dev.ringdown.fanout.FanoutWorld.Resume;
import dev.ringdown.fanout.FanoutWorld.Stall;
import dev.ringdown.fanout.FanoutWorld.Step;
import dev.ringdown.fanout.FanoutWorld.Subscribe;
import dev.ringdown.fanout.FanoutWorld.Unsubscribe;
import dev.ringdown.fanout.FanoutWorld.Vanish;
import dev.ringdown.testing.TestEvent;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class FanoutPropertyTest {
    @Property(tries = 400)
    void whateverHappensEverybodyGetsWhatPlainListsWouldGive(@ForAll("happenings") List<Step> steps) {
        FanoutWorld world = new FanoutWorld();

        steps.forEach(step -> step.happenIn(world));

        world.assertLikeTheModel();
        world.assertNothingIsLeftBehind();
    }

    @Provide
    Arbitrary<List<Step>> happenings() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, subscribes()),
                        Tuple.of(2, Combinators.combine(sessions(), topics()).as(Unsubscribe::new)),
                        Tuple.of(
                                8,
                                Combinators.combine(
                                                events(), Arbitraries.integers().between(1, 3))
                                        .as(Append::new)),
                        Tuple.of(1, events().map(event -> new Append(event, 150))),
                        Tuple.of(4, Arbitraries.create(Drain::new)),
                        Tuple.of(1, sessions().map(Stall::new)),
                        Tuple.of(1, sessions().map(Resume::new)),
                        Tuple.of(1, sessions().map(Vanish::new)))
                .map(step -> (Step) step)
                .list()
                .ofMaxSize(60);
    }

    private static Arbitrary<Subscribe> subscribes() {
        return Combinators.combine(sessions(), topics(), Arbitraries.of("", "call_", "call_h"))
                .as(Subscribe::new);
    }

    private static Arbitrary<Integer> sessions() {
        return Arbitraries.integers().between(0, SESSIONS - 1);
    }

    private static Arbitrary<String> topics() {
        return Combinators.combine(
                        Arbitraries.of(CUSTOMER, OTHER_CUSTOMER),
                        Arbitraries.of("", ":call", ":callback", ":call:c1", ":call:c2", ":callback:c1"))
                .as((customer, tail) -> "customer_id:" + customer + tail);
    }

    private static Arbitrary<TestEvent> events() {
        return Combinators.combine(
                        Arbitraries.of(CUSTOMER, OTHER_CUSTOMER),
                        Arbitraries.of("call", "callback"),
                        Arbitraries.of("created", "hangup"),
                        Arbitraries.of("c1", "c2"))
                .as((customer, resource, action, id) ->
                        of(resource, action).customer(customer).id(id));
    }
}
