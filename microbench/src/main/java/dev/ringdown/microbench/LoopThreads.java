package dev.ringdown.microbench;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the kind that Netty's event loops are: on others it recycles nothing. JMH makes one in a fork with {@link
 * #CUSTOM} and {@link #THIS}.
 */
public final class LoopThreads extends ThreadPoolExecutor {
    public static final String CUSTOM = "-Djmh.executor=CUSTOM";
    public static final String THIS = "-Djmh.executor.class=dev.ringdown.microbench.LoopThreads";

    /** The constructor that JMH looks for. */
    public LoopThreads(int maxThreads, String prefix) {
        super(
                maxThreads,
                maxThreads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory(prefix, true));
    }
}
