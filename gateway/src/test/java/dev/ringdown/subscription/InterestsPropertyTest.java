package dev.ringdown.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventName;
import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.Receiver;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import dev.ringdown.routing.FilterSet;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import dev.ringdown.topic.TypePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A receiver, and whoever looks for it on another thread, find what a plain list of what is asked for would find. */
class InterestsPropertyTest {
    private static final UUID SCOPE_ID = new UUID(0, 1);

    /** Whoever asks. */
    private static final class Somebody extends Receiver {
        @Override
        protected boolean isLive() {
            return false;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        protected void write(Frames frames) {
            throw new AssertionError("nothing is routed here");
        }

        @Override
        protected void writeFromLog(Frames frames, Runnable taken) {
            throw new AssertionError("nothing is replayed here");
        }

        @Override
        protected void fellBehind(long afterOffset) {
            throw new AssertionError("nothing is routed here");
        }

        @Override
        protected void failed() {
            throw new AssertionError("nothing is routed here");
        }
    }

    /** What one topic asks for. */
    private record Wish(TopicFilter filter, TypeFilter types) {
        boolean means(Topics topics, String type) {
            return filter.matches(topics, type) && types.matches(type);
        }
    }

    /** Another topic, or with a number the end of one of those that there are. */
    private record Step(Wish wish, int end) {}

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsMeantIsFoundHoweverManyTopicsMeanIt(
            @ForAll("steps") List<Step> steps, @ForAll("entries") LogEntry entry) {
        TestGateway gateway = new TestGateway(new ManualLoop());
        Interests interests = new Interests(gateway.router(), new Somebody());
        List<Asked> asked = new ArrayList<>();
        List<Wish> list = new ArrayList<>();

        for (Step step : steps) {
            if (step.end >= 0 && !list.isEmpty()) {
                int which = step.end % list.size();
                list.remove(which);
                interests.release(asked.remove(which));
            } else {
                list.add(step.wish);
                asked.add(interests.ask(step.wish.filter, step.wish.types));
            }
        }

        boolean matches = list.stream().anyMatch(wish -> wish.means(entry.topics(), entry.type()));
        boolean earlier = entry.topics().isLate()
                && list.stream().anyMatch(wish -> wish.means(entry.topics().earlier(), entry.type()));
        assertThat(interests.matches(entry)).isEqualTo(matches);
        assertThat(interests.matchesEarlier(entry)).isEqualTo(earlier);
        FilterSet filters = interests.filters();
        assertThat(filters.matches(entry)).isEqualTo(matches);
        assertThat(filters.matchesEarlier(entry)).isEqualTo(earlier);
        assertThat(interests.size())
                .isEqualTo((int) list.stream().distinct().count())
                .isEqualTo(gateway.router().interests());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(wishes(), Arbitraries.integers().between(-30, 20))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static Arbitrary<Wish> wishes() {
        Arbitrary<TopicFilter> filters = Combinators.combine(
                        Arbitraries.of(Scope.class),
                        Arbitraries.of("call", "callback", "queue").injectNull(0.3),
                        Arbitraries.of("1", "2").injectNull(0.5),
                        Arbitraries.of("*", "*", "call_created", "call_*").map(TypePattern::new),
                        Arbitraries.of(true, false))
                .as((scope, resource, resourceId, types, direct) ->
                        new TopicFilter(scope, SCOPE_ID, resource, resourceId, types, direct));
        Arbitrary<TypeFilter> types = Arbitraries.of(
                        List.of("*"),
                        List.of("call_*", "call_created"),
                        List.of("call_*"),
                        List.of("call_hangup", "callback_*"),
                        List.of("queue_*", "call*"))
                .map(TypeFilter::of);
        return Combinators.combine(filters, types).as(Wish::new);
    }

    @Provide
    Arbitrary<LogEntry> entries() {
        Arbitrary<List<InScope>> scopes = Arbitraries.of(Scope.class)
                .map(scope -> new InScope(scope, SCOPE_ID))
                .list()
                .uniqueElements();
        Arbitrary<List<Parent>> parents = Combinators.combine(
                        Arbitraries.of("call", "queue"),
                        Arbitraries.of("1", "2").injectNull(0.3),
                        Arbitraries.of(true, false))
                .as((name, id, direct) -> new Parent(new Resource(name, id), direct))
                .list()
                .uniqueElements()
                .ofMaxSize(2);
        Arbitrary<Resource> own = Combinators.combine(Arbitraries.of("call", "callback"), Arbitraries.of("1", "2"))
                .as(Resource::new);
        Arbitrary<Topics> topics = Combinators.combine(scopes.filter(some -> !some.isEmpty()), own, parents, scopes)
                .as(Topics::new);
        return Combinators.combine(Arbitraries.of("call_created", "call_hangup", "callback_created"), topics)
                .as(InterestsPropertyTest::entry);
    }

    private static LogEntry entry(String type, Topics topics) {
        return new LogEntry(
                new Placed(new Sequence(1, 1), 0),
                new LogEntry.About(SCOPE_ID, new EventName("/test", "1"), type, topics, false),
                new byte[0],
                -1,
                0,
                0);
    }
}
