package dev.ringdown.routing;

import dev.ringdown.log.LogEntry;
import dev.ringdown.microbench.ContactCentre;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Finding the two who want an event with two topics. Every event is another call's, so that with many filters little of the
 * index is in a cache of the processor.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatchBenchmark {
    private static final int ENTRIES = 1 << 12;

    private static final class Page extends Subscriber {}

    @Param({"1000", "100000", "1000000"})
    int filters;

    private final FilterIndex index = new FilterIndex();
    private final List<Subscriber> found = new ArrayList<>();
    private final LogEntry[] entries = new LogEntry[ENTRIES];
    private int next;

    @Setup
    public void subscribeAll() {
        SplittableRandom random = new SplittableRandom(1);
        ContactCentre[] customers = new ContactCentre[filters / ContactCentre.FILTERS];
        List<Supplier<List<TopicFilter>>> pages = new ArrayList<>();
        for (int i = 0; i < customers.length; i++) {
            ContactCentre customer = new ContactCentre(random);
            customers[i] = customer;
            pages.add(customer::wallboard);
            for (int j = 0; j < ContactCentre.AGENTS; j++) {
                int agent = j;
                pages.add(() -> customer.pageOf(agent));
            }
        }
        Collections.shuffle(pages, new Random(1)); // people come as they like, not customer by customer
        pages.forEach(page -> subscribe(page.get()));
        for (int i = 0; i < ENTRIES; i++) {
            ContactCentre customer = customers[random.nextInt(customers.length)];
            entries[i] = customer.callOf(random.nextInt(ContactCentre.AGENTS)).at(i);
        }
    }

    private void subscribe(List<TopicFilter> filtersOfOne) {
        Page page = new Page();
        for (TopicFilter filter : filtersOfOne) {
            index.add(filter, page, TypeFilter.ALL);
        }
    }

    @Benchmark
    public List<Subscriber> match() {
        found.clear();
        index.collect(entries[next++ & ENTRIES - 1], found);
        return found;
    }
}
