package dev.ringdown.event;

import static dev.ringdown.event.Decoding.SEQUENCE;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.json;
import static dev.ringdown.event.Decoding.structured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFormsTest {
    private static final String RESOURCE = "{ \"id\" : \"17\",\"amount\":1.50 }";

    private static EventForms of(Event event) {
        return new EventForms(event.type(), event.json().withSequence(bytes(SEQUENCE)));
    }

    private static String text(EventForms shapes, EventShape shape) {
        return new String(shapes.text(shape).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theResourceIsTheDataAsItWasPublished() throws Exception {
        EventForms shapes = of(structured(cloudEvent("'data':" + RESOURCE)));

        assertThat(text(shapes, EventShape.RESOURCE)).isEqualTo(RESOURCE);
    }

    @Test
    void theEnvelopeIsTheTypeAndTheData() throws Exception {
        EventForms shapes = of(structured(cloudEvent("'data':" + RESOURCE)));

        assertThat(text(shapes, EventShape.ENVELOPE))
                .isEqualTo("{\"type\":\"call_created\",\"data\":" + RESOURCE + "}");
    }

    @Test
    void withoutDataItIsNull() throws Exception {
        EventForms shapes = of(structured(cloudEvent()));

        assertThat(text(shapes, EventShape.RESOURCE)).isEqualTo("null");
        assertThat(text(shapes, EventShape.ENVELOPE)).isEqualTo("{\"type\":\"call_created\",\"data\":null}");
    }

    /** A publisher may write the end of the message into anything that stands before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'note':'\\',\\'data\\':{\\'id\\':1}}'",
                "'note':'data'",
                "'dataschema':'data'",
                "'dat':'x','dataa':1,'adata':true"
            })
    void whatStandsInAnAttributeIsNotTakenForTheData(String attribute) throws Exception {
        EventForms shapes = of(structured(cloudEvent(attribute, "'data':" + RESOURCE)));

        assertThat(text(shapes, EventShape.RESOURCE)).isEqualTo(RESOURCE);
    }

    @Test
    void dataWithinTheDataIsOnlyAMember() throws Exception {
        String nested = "{\"data\":{\"data\":[{\"data\":null}]}}";

        assertThat(text(of(structured(cloudEvent("'data':" + nested))), EventShape.RESOURCE))
                .isEqualTo(nested);
    }

    @Test
    void eachShapeIsMadeOnceAndCopiesNothing() throws Exception {
        Event event = structured(cloudEvent("'data':" + RESOURCE));
        byte[] message = event.json().withSequence(bytes(SEQUENCE));
        EventForms shapes = new EventForms(event.type(), message);

        assertThat(shapes.text(EventShape.ENVELOPE)).isSameAs(shapes.text(EventShape.ENVELOPE));
        assertThat(shapes.text(EventShape.RESOURCE)).isSameAs(shapes.text(EventShape.RESOURCE));
        assertThat(shapes.text(EventShape.ENVELOPE).body()).isSameAs(message);
        assertThat(shapes.text(EventShape.RESOURCE).body()).isSameAs(message);
    }

    @Test
    void eachShapeIsCompressedOnce() throws Exception {
        EventForms shapes = of(structured(cloudEvent("'data':" + RESOURCE)));
        List<String> compressed = new ArrayList<>();

        shapes.deflated(EventShape.ENVELOPE, text -> note(compressed, text));
        shapes.deflated(EventShape.RESOURCE, text -> note(compressed, text));
        byte[] envelope = shapes.deflated(EventShape.ENVELOPE, text -> note(compressed, text));
        byte[] resource = shapes.deflated(EventShape.RESOURCE, text -> note(compressed, text));

        assertThat(compressed).containsExactly(json("{'type':'call_created','data':") + RESOURCE + "}", RESOURCE);
        assertThat(new String(envelope, StandardCharsets.UTF_8)).isEqualTo("0");
        assertThat(new String(resource, StandardCharsets.UTF_8)).isEqualTo("1");
    }

    private static byte[] note(List<String> compressed, byte[] text) {
        byte[] made = bytes(String.valueOf(compressed.size()));
        compressed.add(new String(text, StandardCharsets.UTF_8));
        return made;
    }

    @Test
    void whatIsNoMessageIsNotGuessedAt() {
        assertThatThrownBy(() -> new EventForms("call_created", bytes("[1]")).text(EventShape.RESOURCE))
                .hasMessage("message: START_ARRAY (expected: a JSON object)");
        assertThatThrownBy(() -> new EventForms("call_created", bytes("{\"a\":tru}")).text(EventShape.ENVELOPE))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void theMessageItselfIsCompressedOnceToo() throws Exception {
        EventForms forms = of(structured(cloudEvent()));
        List<String> compressed = new ArrayList<>();

        forms.deflated(EventShape.CLOUDEVENTS, text -> note(compressed, text));
        forms.deflated(EventShape.CLOUDEVENTS, text -> note(compressed, text));

        assertThat(compressed).containsExactly(text(forms, EventShape.CLOUDEVENTS));
    }
}
