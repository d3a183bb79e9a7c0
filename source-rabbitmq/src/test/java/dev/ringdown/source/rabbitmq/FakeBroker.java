package dev.ringdown.source.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A broker in memory: the test gives messages and sees what becomes of them. Confined to the test's thread. */
final class FakeBroker implements Broker {
    /** One link, which notes what is done with it. */
    final class FakeLink implements Link {
        final List<Long> acknowledged = new ArrayList<>();
        final List<String> buried = new ArrayList<>();
        final List<Runnable> unconfirmed = new ArrayList<>();
        boolean closed;
        private final Listener heard;
        private long tag;

        private FakeLink(Listener heard) {
            this.heard = heard;
        }

        /** Gives a message; returns its tag. */
        long give(String routingKey, String body) {
            tag++;
            heard.delivered(new Delivery(
                    tag,
                    "an-exchange",
                    routingKey,
                    new BasicProperties(),
                    body.getBytes(StandardCharsets.UTF_8),
                    turns.nanoTime()));
            return tag;
        }

        void lose(String reason) {
            heard.lost(reason);
        }

        /** Confirms what was put into the dead-letter queue so far. */
        void confirm() {
            List<Runnable> confirmed = List.copyOf(unconfirmed);
            unconfirmed.clear();
            confirmed.forEach(turns::execute);
            turns.run();
        }

        @Override
        public Depths depthsAtFirst() {
            return depths;
        }

        @Override
        public void acknowledge(long upTo) throws IOException {
            failIfGone();
            acknowledged.add(upTo);
        }

        @Override
        public void bury(Delivery delivery, String reason, Runnable done) throws IOException {
            failIfGone();
            buried.add(reason);
            unconfirmed.add(done);
        }

        @Override
        public void askDepths(Consumer<Depths> told) throws IOException {
            failIfGone();
            turns.execute(() -> told.accept(depths));
        }

        private void failIfGone() throws IOException {
            if (closed || gone) {
                throw new IOException("connection reset");
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final ManualTurns turns;
    private final List<FakeLink> links = new ArrayList<>();
    Depths depths = new Depths(0, 0);
    /** Why it cannot be reached, or null. */
    @Nullable
    String unreachable;
    /** Whether what is sent to it fails, without its links having heard of it yet. */
    boolean gone;

    FakeBroker(ManualTurns turns) {
        this.turns = turns;
    }

    @Override
    public String address() {
        return "broker.example:5672";
    }

    @Override
    public Link open(Listener heard) throws IOException {
        if (unreachable != null) {
            throw new IOException(unreachable);
        }
        FakeLink link = new FakeLink(heard);
        links.add(link);
        return link;
    }

    /** How many links were opened so far. */
    int opened() {
        return links.size();
    }

    /** The newest link. */
    FakeLink link() {
        return links.get(links.size() - 1);
    }
}
