package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringdown.kafka.KafkaCluster;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two nodes that fill their logs from one broker are one gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
    private final Agent admin = Agent.admin();
    private final List<AutoCloseable> running = new ArrayList<>();
    private KafkaCluster kafka;
    private RunningServer one;
    private RunningServer other;

    @BeforeAll
    void start() throws Exception {
        kafka = KafkaCluster.start(1, LogFolders.next(), KafkaCluster.builtLibraries());
        running.add(kafka);
        one = node();
        other = node();
    }

    private RunningServer node(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "journal.kafka.servers=" + kafka.servers(),
                "journal.kafka.replicas=1",
                "journal.kafka.min-in-sync=1",
                "journal.answer-timeout=3s",
                "journal.late-after=2s",
                "journal.deaf-after=15s",
                "server.alone=false"));
        settings.addAll(List.of(more));
        RunningServer node = RunningServer.start(settings.toArray(String[]::new));
        running.add(0, node);
        return node;
    }

    @AfterAll
    void end() throws Exception {
        for (AutoCloseable part : running) {
            part.close();
        }
    }

    @Test
    void whatIsPublishedToOneNodeIsHeardAtTheOther() {
        Subscriber subscriber = other.connect(admin).subscribe("call");

        TestEvent event = TestEvent.call("created", admin);
        one.publish(event);

        subscriber.assertEvent(event);
        subscriber.close();
    }

    @Test
    void aClientResumesAtTheOtherNodeWhereItStopped() {
        Publisher.Receipt first = one.publish(TestEvent.call("created", admin));
        TestEvent second = TestEvent.call("progressing", admin);
        TestEvent third = TestEvent.call("hangup", admin);
        one.publish(second);
        other.publish(third);

        Subscriber subscriber = other.connect(admin);
        subscriber.send(
                "{\"type\":\"subscribe\",\"topics\":[\"call\"],\"after\":\"" + first.sequence() + "\",\"id\":1}");

        assertThat(subscriber.next("subscribed").json().path("recovered").asBoolean())
                .isTrue();
        subscriber.assertEvent(second);
        subscriber.assertEvent(third);
        subscriber.close();
    }

    @Test
    void aDuplicateIsRefusedWhicheverNodeItReaches() {
        String event = TestEvent.call("created", admin).cloudEvent("/cluster", "the-same");

        HttpAnswer first = one.publisher().post(Publisher.CLOUD_EVENT, event);
        HttpAnswer again = other.publisher().post(Publisher.CLOUD_EVENT, event);

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("sequence")).isEqualTo(first.json().path("sequence"));
    }

    @Test
    void aNodeThatHasNoLogTakesThatOfAnotherOneWhenTheTopicHasNotAllOfIt() throws Exception {
        TestEvent old = TestEvent.call("created", admin);
        String receipt = one.publish(old).sequence();
        dropRecords();
        TestEvent younger = TestEvent.call("hangup", admin);
        one.publish(younger);

        RunningServer late = node(
                "journal.peers=http://127.0.0.1:1," + one.internalAddress(),
                "journal.peer-key=" + RunningServer.ADMIN_KEY);
        Subscriber subscriber = late.connect(admin);
        subscriber.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"last\":2,\"id\":1}");

        subscriber.next("subscribed");
        assertThat(subscriber.assertEvent(old).text("sequence")).isEqualTo(receipt);
        subscriber.assertEvent(younger);
        TestEvent next = TestEvent.call("created", admin);
        other.publish(next);
        subscriber.assertEvent(next);
        subscriber.close();
    }

    /** As retention does with old ones: those that there are now are gone. */
    private void dropRecords() throws Exception {
        TopicPartition partition = new TopicPartition("ringdown", 0);
        try (Admin kafkaAdmin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.servers()))) {
            kafkaAdmin
                    .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))) // the high watermark
                    .all()
                    .get();
        }
    }

    @Test
    void withoutTheBrokerSessionsGoOnAndPublishersAreToldThatItIsNotKnown() throws Exception {
        TestEvent before = TestEvent.call("created", admin);
        Publisher.Receipt first = one.publish(TestEvent.call("created", admin));
        one.publish(before);
        String lost = TestEvent.call("hangup", admin).cloudEvent("/cluster", "not-known");

        kafka.brokers().get(0).kill();
        HttpAnswer meanwhile = one.publisher().post(Publisher.CLOUD_EVENT, lost);
        Subscriber subscriber = one.connect(admin);
        subscriber.send(
                "{\"type\":\"subscribe\",\"topics\":[\"call\"],\"after\":\"" + first.sequence() + "\",\"id\":1}");
        subscriber.next("subscribed");
        subscriber.assertEvent(before);
        await("the node says which leg is late, and stays ready")
                .atMost(Patience.LIMIT)
                .until(() ->
                        one.publisher().get("/readyz").body().startsWith("ready\nlog: the journal is late (append, "));
        kafka.brokers().get(0).start();
        await("the log takes events again")
                .atMost(Patience.LIMIT.multipliedBy(4))
                .until(() -> one.publisher().post(Publisher.CLOUD_EVENT, lost).status() < 300);

        meanwhile.assertProblem(503, "not known whether they were stored").assertRetryAfter();
        assertThat(meanwhile.json().path("stored").asText()).isEqualTo("unknown");
        assertThat(subscriber.next("call_hangup").text("id")).isEqualTo("not-known");
        await("it is late no more")
                .atMost(Patience.LIMIT)
                .until(() -> one.publisher().get("/readyz").body().equals("ready\n"));
        subscriber.close();
    }
}
