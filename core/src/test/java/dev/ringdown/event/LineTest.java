package dev.ringdown.event;

import static dev.ringdown.event.Decoding.CALL;
import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.assertMalformed;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.decoder;
import static dev.ringdown.event.Decoding.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A line of a stream says itself which form it has. */
class LineTest {
    private static final String CALL_DATA = "'id':'" + CALL + "','customer_id':'" + CUSTOMER + "'";

    @Test
    void whatHasASpecversionIsACloudEvent() throws InvalidEventException {
        assertThat(line(cloudEvent()).name()).isEqualTo(new EventName("/call-manager", "e-1"));
    }

    @Test
    void evenIfItsNameIsWrittenWithEscapes() throws InvalidEventException {
        String escaped = cloudEvent().replace("specversion", "spec\\u0076ersion");

        assertThat(line(escaped).name()).isEqualTo(new EventName("/call-manager", "e-1"));
    }

    @Test
    void whatHasNoneIsAnEnvelope() throws InvalidEventException {
        Event event = line(json("{'type':'call_created','data':{" + CALL_DATA + "}}"));

        assertThat(event.name()).isEqualTo(new EventName("/pbx", "generated-id"));
    }

    @Test
    void aSpecversionWithinTheDataMakesNoCloudEvent() throws InvalidEventException {
        Event event = line(json("{'type':'call_created','data':{'specversion':'1.0'," + CALL_DATA + "}}"));

        assertThat(event.name().source()).isEqualTo("/pbx");
    }

    @Test
    void whatIsNeitherIsReadAsAnEnvelope() {
        assertMalformed("body: VALUE_NUMBER_INT (expected: a JSON object)", () -> line("17"));
        assertMalformed("body: VALUE_STRING (expected: a JSON object)", () -> line("\"specversion\""));
    }

    private static Event line(String text) throws InvalidEventException {
        return decoder().line(bytes(text), "pbx", 77);
    }
}
