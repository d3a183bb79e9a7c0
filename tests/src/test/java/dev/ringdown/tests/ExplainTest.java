package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why does this browser not get that event? */
class ExplainTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();

    @Test
    void aTopicIsExplainedFromTheLogOnTheDisk() {
        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.call("hangup", admin));
        Subscriber subscriber = server.connect(admin);

        subscriber.send("{\"type\":\"explain\",\"topics\":[\"call\",\"call_hangup\",\"customer_id:x\"],\"id\":1}");
        JsonNode topics = subscriber.next("explained").json().path("topics");

        assertThat(topics.get(0).path("matched").path("hour").asInt()).isEqualTo(2);
        assertThat(topics.get(0).path("filters")).hasSize(2);
        assertThat(topics.get(1).path("hint").asText()).contains("the topic call with types");
        assertThat(topics.get(2).path("allowed").asBoolean(true)).isFalse();
        assertThat(topics.get(2).path("rule").asText()).contains("not a UUID");
        subscriber.vanish();
    }

    @Test
    void tooManyTopicsAreRefused() {
        Subscriber subscriber = server.connect(admin);

        subscriber.sendWrong("{\"type\":\"explain\",\"topics\":[" + "\"call\"," + numbered(100) + "],\"id\":1}");

        assertThat(subscriber.nextError("malformed").text("message")).contains("topics: 101 of them");
        subscriber.vanish();
    }

    private static String numbered(int count) {
        StringBuilder topics = new StringBuilder();
        for (int i = 0; i < count; i++) {
            topics.append(i == 0 ? "" : ",").append("\"call:").append(i).append('"');
        }
        return topics.toString();
    }
}
