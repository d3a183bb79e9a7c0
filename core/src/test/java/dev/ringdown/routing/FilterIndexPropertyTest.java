package dev.ringdown.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topic;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import dev.ringdown.topic.TypePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The index finds what a plain list of interests would, whatever was added and removed before. */
class FilterIndexPropertyTest {
    private static final List<UUID> SCOPE_IDS = List.of(new UUID(0, 1), new UUID(0, 2));

    /** One thing that is done to both, the index and the list. */
    private interface Step {
        void on(Both both);
    }

    /** The index under test, and everything that should be in it. */
    private static final class Both {
        private record Listed(Interest interest, TopicFilter filter, Subscriber subscriber, Set<String> types) {
            boolean wants(LogEntry entry) {
                return entry.topics().all().stream().anyMatch(this::means)
                        && types.contains(entry.type())
                        && filter.types().matches(entry.type());
            }

            /** Segment by segment, in place of how the index and the filter do it. */
            private boolean means(Topic topic) {
                return filter.scope() == topic.scope()
                        && filter.scopeId().equals(topic.scopeId())
                        && (filter.resource() == null || filter.resource().equals(topic.resource()))
                        && (filter.resourceId() == null || filter.resourceId().equals(topic.resourceId()));
            }
        }

        private final FilterIndex index = new FilterIndex();
        private final List<Listed> list = new ArrayList<>();
        private final List<Subscriber> subscribers = IntStream.range(0, 4)
                .<Subscriber>mapToObj(i -> new Entries.Named("subscriber " + i))
                .toList();

        void add(TopicFilter filter, int subscriber, TypePatterns types) {
            Subscriber who = subscribers.get(subscriber);
            Interest interest = index.add(filter, who, TypeFilter.of(types.patterns));
            list.add(new Listed(interest, filter, who, types.matched));
        }

        void remove(int which) {
            if (!list.isEmpty()) {
                index.remove(list.remove(which % list.size()).interest);
            }
        }

        void collect(LogEntry entry) {
            Set<Subscriber> expected = list.stream()
                    .filter(listed -> listed.wants(entry))
                    .map(Listed::subscriber)
                    .collect(Collectors.toSet());
            List<Subscriber> found = new ArrayList<>();

            index.collect(entry, found);

            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(index.size()).isEqualTo(list.size());
        }
    }

    /** What a client writes in {@code types}, and which of the types of this test are meant by it. */
    private enum TypePatterns {
        ALL(List.of("*"), Set.of("call_created", "call_hangup", "callback_created")),
        CALLS(List.of("call_*"), Set.of("call_created", "call_hangup")),
        LIKE_CALLS(List.of("call*"), Set.of("call_created", "call_hangup", "callback_created")),
        HANGUP(List.of("call_hangup"), Set.of("call_hangup")),
        HANGUP_OR_CALLBACK(List.of("call_hangup", "callback_*"), Set.of("call_hangup", "callback_created")),
        NONE(List.of(), Set.of());

        private final List<String> patterns;
        private final Set<String> matched;

        TypePatterns(List<String> patterns, Set<String> matched) {
            this.patterns = patterns;
            this.matched = matched;
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theIndexFindsWhatAPlainListWouldFind(@ForAll("steps") List<Step> steps) {
        Both both = new Both();

        steps.forEach(step -> step.on(both));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void nothingIsFoundWhenEverythingWasRemoved(@ForAll("steps") List<Step> steps, @ForAll("entries") LogEntry entry) {
        Both both = new Both();
        steps.forEach(step -> step.on(both));

        IntStream.range(0, steps.size()).forEach(i -> both.remove(i));

        both.collect(entry);
        assertThat(both.index.size()).isZero();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> add = Combinators.combine(
                        filters(), Arbitraries.integers().between(0, 3), Arbitraries.of(TypePatterns.class))
                .as((filter, subscriber, types) -> both -> both.add(filter, subscriber, types));
        Arbitrary<Step> remove = Arbitraries.integers().between(0, 1_000).map(which -> both -> both.remove(which));
        Arbitrary<Step> collect = entries().map(entry -> both -> both.collect(entry));
        return Arbitraries.frequencyOf(Tuple.of(3, add), Tuple.of(2, remove), Tuple.of(3, collect))
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<LogEntry> entries() {
        Arbitrary<List<InScope>> scopes = Combinators.combine(Arbitraries.of(Scope.class), Arbitraries.of(SCOPE_IDS))
                .as(InScope::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<List<Parent>> parents = Combinators.combine(
                        Arbitraries.of("call", "queue"),
                        Arbitraries.of("1", "2").injectNull(0.3))
                .as((name, id) -> new Parent(new Resource(name, id), false))
                .list()
                .uniqueElements()
                .ofMaxSize(2);
        Arbitrary<Resource> own = Combinators.combine(Arbitraries.of("call", "callback"), Arbitraries.of("1", "2"))
                .as(Resource::new);
        Arbitrary<Topics> topics = Combinators.combine(scopes, own, parents).as(Topics::new);
        return Combinators.combine(Arbitraries.of("call_created", "call_hangup", "callback_created"), topics)
                .as(Entries::entry);
    }

    private static Arbitrary<TopicFilter> filters() {
        return Combinators.combine(
                        Arbitraries.of(Scope.class),
                        Arbitraries.of(SCOPE_IDS),
                        Arbitraries.of("call", "callback", "queue").injectNull(0.3),
                        Arbitraries.of("1", "2").injectNull(0.5),
                        Arbitraries.of("*", "*", "call_created", "call_*").map(TypePattern::new))
                .as((scope, id, resource, resourceId, types) ->
                        new TopicFilter(scope, id, resource, resourceId, types, false));
    }
}
