package dev.ringdown.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Some brokers for {@code ./run cluster}: {@code Brokers COUNT FOLDER}. Prints where clients find them, then how to kill each;
 * one that was killed is started again after five seconds. Ends, and they with it, when it is told to.
 */
public final class Brokers {
    private static final long LOOK_EVERY_MILLIS = 200;
    private static final long BACK_AFTER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private Brokers() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        KafkaCluster cluster =
                KafkaCluster.start(Integer.parseInt(args[0]), Path.of(args[1]), KafkaCluster.builtLibraries());
        System.out.println(cluster.servers());
        List<KafkaBroker> brokers = cluster.brokers();
        long[] goneSinceNanos = new long[brokers.size()];
        for (int i = 0; i < brokers.size(); i++) {
            tell(i, brokers.get(i));
        }
        while (true) { // the hook of the cluster ends them
            for (int i = 0; i < brokers.size(); i++) {
                KafkaBroker broker = brokers.get(i);
                long now = System.nanoTime();
                if (broker.isAlive()) {
                    goneSinceNanos[i] = now;
                } else if (now - goneSinceNanos[i] >= BACK_AFTER_NANOS) {
                    broker.begin();
                    tell(i, broker);
                }
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    private static void tell(int index, KafkaBroker broker) {
        System.out.printf("  broker %d   %-16s kill -9 %d%n", index + 1, broker.address(), broker.pid());
    }
}
